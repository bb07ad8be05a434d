//! A small web server on loopback that answers as it is told and remembers what it was asked.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use crate::Reply;

/// One request that the server got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Path and query.
    pub path: String,
    /// Headers, names in lower case.
    pub headers: BTreeMap<String, String>,
}

/// A web server on a loopback port of its own, on threads of its own, so that it serves tests with and without an
/// async runtime. Paths without a route are answered 404. It ends when it is dropped.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    closing: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    /// What is still to be answered on each path; the last answer stays.
    routes: HashMap<String, Vec<Reply>>,
    seen: Vec<Seen>,
    /// Requests that wait for their answer now, and the most there ever were.
    open: usize,
    most_open: usize,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Site {
    /// Starts one.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared::default());
        let handle = thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Self { address, shared, listener: Some(handle) }
    }

    /// Answers `path` with `reply`, always.
    pub fn route(&self, path: &str, reply: Reply) -> &Self {
        self.route_all(path, vec![reply])
    }

    /// Answers `path` with one of `replies` after the other, and then with the last for ever.
    pub fn route_all(&self, path: &str, replies: Vec<Reply>) -> &Self {
        self.shared.state().routes.insert(path.to_owned(), replies);
        self
    }

    /// `http://127.0.0.1:PORT`
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Everything it was asked so far, in order.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.state().seen.clone()
    }

    /// The most requests that ever waited for an answer at the same time.
    pub fn most_at_once(&self) -> usize {
        self.shared.state().most_open
    }

    /// How often it was asked for `path`.
    pub fn hits(&self, path: &str) -> usize {
        self.shared.state().seen.iter().filter(|seen| seen.path == path).count()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // The listener waits for a connection; this one tells it to look up.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
    }
}

/// An origin where nobody listens.
///
/// # Panics
/// When loopback has no free port.
pub fn dead_origin() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    format!("http://{}", listener.local_addr().expect("a bound socket has an address"))
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.closing.load(Ordering::SeqCst) {
            return;
        }
        if let Ok(stream) = stream {
            let shared = Arc::clone(shared);
            thread::spawn(move || serve(stream, &shared));
        }
    }
}

/// Answers one request. A client that leaves early is its own affair.
fn serve(mut stream: TcpStream, shared: &Shared) {
    let Some(seen) = read_request(&stream) else { return };
    let reply = choose(&mut shared.state(), &seen);
    thread::sleep(reply.delay);
    // Counted off before the answer goes out: after it, the client may come back faster than we count.
    shared.state().open -= 1;
    if stream.write_all(&reply.wire()).is_ok() {
        drop(stream.flush());
    }
}

fn read_request(stream: &TcpStream) -> Option<Seen> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect();
    Some(Seen { path, headers })
}

fn choose(state: &mut State, seen: &Seen) -> Reply {
    state.seen.push(seen.clone());
    state.open += 1;
    state.most_open = state.most_open.max(state.open);
    let reply = match state.routes.get_mut(&seen.path) {
        None => Reply::status(404),
        Some(replies) if replies.len() > 1 => replies.remove(0),
        Some(replies) => replies.first().cloned().unwrap_or_else(|| Reply::status(404)),
    };
    reply.answer(seen.headers.get("if-none-match").map(String::as_str))
}
