//! The encoder: a small transformer (all-MiniLM-L6-v2, taught by a larger one) that labels every token of a window of
//! paragraphs and points from each content to its cue. `rten` runs it, in eight-bit integers.

pub mod input;
mod window;

use onrecord_encoder::{EncoderError, ModelError, Network, Vocabulary};

use self::{
    input::Piece,
    window::{Window, windows},
};
use crate::{
    complete,
    features::Paragraph,
    labels::{self, Chain, LABELS, Label, Tagged},
    link::{self, Relation},
};

/// Pieces in a window, as in training: paragraphs are short, and the cost of attention grows with the square.
const WINDOW: usize = 144;
/// Width of a pointer.
const POINT: usize = 64;
/// Its square root, by which agreement is divided.
const POINT_ROOT: f32 = 8.0;
/// What the network tells of a piece: label scores, then how it points, and how it is pointed at.
const WIDTH: usize = LABELS + 2 * POINT;
/// Classes of distance between two tokens: seven before, none, seven behind.
const NEAR: usize = 15;
/// Nats for or against a label: a network that has learnt from doubts begins too many cues and contents, leaves out
/// sources, and ends cues too early. Tuned on `PolNeAR` dev.
const LEANS: [(Label, f32); 4] =
    [(Label::BeginSource, 0.5), (Label::BeginCue, -0.25), (Label::InCue, 0.5), (Label::BeginContent, -0.25)];
/// Nats against pointing at none where there is something to point at: in the paragraph, and in the same sentence. Few
/// contents have no cue, and few cues no source. Tuned like them.
const SOME_LEAN: [f32; 2] = [1.3, 8.0];
/// Integer steps of one nat: fine enough that rounding decides nothing that the network is sure of.
const SCALE: i32 = 1024;
/// The same as a fraction's type.
const NAT: f32 = 1024.0;

/// Labels follow one another as is legal, and no step counts for more than another: the network sees what stands around.
const FREE: Chain = Chain { steps: [[0; LABELS]; LABELS], scale: SCALE };

/// The network and its vocabulary.
pub struct Encoder {
    network: Network,
    vocabulary: Vocabulary,
    near: Near,
}

/// What it weighs that a token stands so far away, in another sentence or in the same, in nats.
type Near = [[f32; NEAR]; 2];

/// What the network tells of the tokens of one paragraph.
struct Told {
    /// Label scores of each token, in steps of [`SCALE`].
    labels: Vec<[i32; LABELS]>,
    /// Where the pointers of each token stand: number of its window, and of its piece in it.
    pieces: Vec<(usize, usize)>,
}

impl Encoder {
    /// Reads a network in ONNX and its vocabulary of one piece a line.
    ///
    /// # Errors
    /// [`ModelError`] where the hash of the network is not `sha256`, or it is no network of this shape.
    pub fn new(onnx: &'static [u8], sha256: &str, vocabulary: &'static str) -> Result<Self, ModelError> {
        let network = Network::new(onnx, sha256, &["words", "sorts"], "scores")?;
        let near = network.metadata("near").and_then(|json| serde_json::from_str(json).ok());
        let near = near.ok_or(ModelError::Foreign("it holds no weights of nearness"))?;
        Ok(Self { network, vocabulary: Vocabulary::new(vocabulary), near })
    }

    /// The relations of each paragraph. Paragraphs that stand together in the text are read together.
    pub(crate) fn read(&self, paragraphs: &[&Paragraph<'_>]) -> Result<Vec<Vec<Relation>>, EncoderError> {
        let pieces: Vec<Vec<Piece>> =
            paragraphs.iter().map(|paragraph| input::pieces(&self.vocabulary, paragraph)).collect();
        let windows = windows(&pieces, paragraphs, WINDOW);
        let outputs = windows.iter().map(|window| self.run(window)).collect::<Result<Vec<_>, _>>()?;
        let mut told: Vec<Told> =
            pieces.iter().map(|_| Told { labels: Vec::new(), pieces: Vec::new() }).collect();
        for (number, (window, output)) in windows.iter().zip(&outputs).enumerate() {
            for token in &window.tokens {
                let told = &mut told[token.paragraph];
                let mut labels: [i32; LABELS] =
                    std::array::from_fn(|label| steps(output.piece(token.piece)[label]));
                for (label, lean) in LEANS {
                    labels[label as usize] += steps(lean);
                }
                told.labels.push(labels);
                told.pieces.push((number, token.piece));
            }
        }
        let read = told.iter().zip(paragraphs);
        Ok(read.map(|(told, paragraph)| self.relations(paragraph, told, &outputs)).collect())
    }

    fn run(&self, window: &Window) -> Result<Output, EncoderError> {
        let values = self.network.run(&[&window.words, &window.sorts])?;
        if values.len() != window.words.len() * WIDTH {
            return Err(EncoderError::Shape);
        }
        Ok(Output { values })
    }

    fn relations(&self, paragraph: &Paragraph<'_>, told: &Told, outputs: &[Output]) -> Vec<Relation> {
        let path = FREE.decode(&told.labels);
        let spans = labels::spans(&path, &FREE.probabilities(&told.labels, &path));
        let spans = complete::complete(paragraph, spans);
        let pointer = Pointer { paragraph, told, outputs, near: &self.near };
        link::join(&spans, |span, among| pointer.from(span, among))
    }
}

/// What the network gives for a window: [`WIDTH`] numbers for each piece.
struct Output {
    values: Vec<f32>,
}

impl Output {
    fn piece(&self, at: usize) -> &[f32] {
        self.values.get(at * WIDTH..(at + 1) * WIDTH).unwrap_or(&[0.0; WIDTH])
    }
}

/// Finds the cue that a content points at, or the source that a cue points at.
struct Pointer<'t, 'a> {
    paragraph: &'t Paragraph<'a>,
    told: &'t Told,
    outputs: &'t [Output],
    near: &'t Near,
}

impl Pointer<'_, '_> {
    /// Which of `among` the span points at, if at one rather than at none. Those in other windows are out of sight.
    fn from(&self, span: &Tagged, among: &[Tagged]) -> Option<usize> {
        let place = |at: usize| self.told.pieces[at];
        let (window, piece) = place(span.start);
        let output = &self.outputs[window];
        let query = &output.piece(piece)[LABELS..LABELS + POINT];
        let agree = |piece: usize| -> f32 {
            let key = &output.piece(piece)[LABELS + POINT..];
            query.iter().zip(key).map(|(a, b)| a * b).sum::<f32>() / POINT_ROOT
        };
        let sentence_of = |at: usize| self.paragraph.sentence_of[at];
        let near = |at: usize| {
            let same = sentence_of(span.start) == sentence_of(at);
            self.near[usize::from(same)][near_class(span.start, at)]
        };
        let seen = || (0..among.len()).filter(|&other| place(among[other].start).0 == window);
        let within = sentence_of(span.start)..=sentence_of(span.end - 1);
        let beside = seen().any(|other| within.contains(&sentence_of(among[other].start)));
        let score = |other: usize| agree(place(among[other].start).1) + near(among[other].start);
        let (best, other) =
            seen().map(|other| (score(other), other)).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        (best > agree(0) - SOME_LEAN[usize::from(beside)]).then_some(other)
    }
}

/// The class of the way from one token to another: 1, 2, 3 to 4, 5 to 8, 9 to 16, 17 to 32 and more, on either side.
fn near_class(from: usize, to: usize) -> usize {
    let away = from.abs_diff(to).next_power_of_two().trailing_zeros() as usize;
    let class = if from == to { 0 } else { (away + 1).min(NEAR / 2) };
    if to < from { NEAR / 2 - class } else { NEAR / 2 + class }
}

#[expect(clippy::cast_possible_truncation, reason = "scores are a few dozen nats; a cast saturates")]
fn steps(nats: f32) -> i32 {
    (nats * NAT).round() as i32
}
