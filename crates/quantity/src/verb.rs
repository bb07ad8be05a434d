//! Verbs of the news with their forms, so that what happened to a number can be named by one word.

use std::{ops::BitOr, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon;

/// The forms that a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms(u8);

impl Forms {
    /// "kill".
    pub(crate) const PLAIN: Self = Self(1);
    /// "kills".
    pub(crate) const THIRD: Self = Self(1 << 1);
    /// "fell".
    pub(crate) const PAST: Self = Self(1 << 2);
    /// "fallen".
    pub(crate) const PARTICIPLE: Self = Self(1 << 3);
    /// "falling".
    pub(crate) const ING: Self = Self(1 << 4);

    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Forms {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word that is a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// "kill".
    pub(crate) base: &'static str,
    pub(crate) forms: Forms,
    /// May stand without an object: its subject is then what it happens to.
    pub(crate) intransitive: bool,
    /// May take an object.
    pub(crate) transitive: bool,
    /// Does something to people: "a" before a person makes one of it.
    pub(crate) harms: bool,
}

/// The verb that the lower-case `word` is a form of.
pub(crate) fn read(word: &str) -> Option<Verb> {
    VERBS.get(word).copied()
}

static VERBS: LazyLock<FxHashMap<String, Verb>> = LazyLock::new(|| {
    let mut verbs = FxHashMap::default();
    for base in TRANSITIVE.split_whitespace() {
        add_regular(&mut verbs, base, false);
    }
    for base in INTRANSITIVE.split_whitespace() {
        add_regular(&mut verbs, base, true);
    }
    for (rows, intransitive) in [(IRREGULAR, false), (IRREGULAR_INTRANSITIVE, true)] {
        for row in rows.lines() {
            if let [base, past, participle] = row.split_whitespace().collect::<Vec<_>>()[..] {
                add_irregular(&mut verbs, [base, past, participle], intransitive);
            }
        }
    }
    verbs
});

type Verbs = FxHashMap<String, Verb>;

fn add(verbs: &mut Verbs, word: String, base: &'static str, forms: Forms, intransitive: bool) {
    static HARMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(HARM));
    let harms = HARMS.contains(base);
    let new = Verb { base, forms, intransitive, transitive: !intransitive, harms };
    let verb = verbs.entry(word).or_insert(new);
    if verb.base == base {
        verb.forms = verb.forms | forms;
        verb.intransitive |= intransitive;
        verb.transitive |= !intransitive;
    }
}

fn add_regular(verbs: &mut Verbs, base: &'static str, intransitive: bool) {
    add(verbs, past(base), base, Forms::PAST | Forms::PARTICIPLE, intransitive);
    add_present(verbs, base, intransitive);
}

fn add_irregular(verbs: &mut Verbs, forms: [&'static str; 3], intransitive: bool) {
    let [base, past, participle] = forms;
    add(verbs, past.to_owned(), base, Forms::PAST, intransitive);
    add(verbs, participle.to_owned(), base, Forms::PARTICIPLE, intransitive);
    add_present(verbs, base, intransitive);
}

fn add_present(verbs: &mut Verbs, base: &'static str, intransitive: bool) {
    add(verbs, base.to_owned(), base, Forms::PLAIN, intransitive);
    add(verbs, third(base), base, Forms::THIRD, intransitive);
    add(verbs, ing(base), base, Forms::ING, intransitive);
}

/// Whether the last letter doubles before an ending: "ban", "plan", "refer".
fn doubles(base: &str) -> bool {
    DOUBLING.split_whitespace().any(|word| word == base)
}

/// Present forms in "-s" that no rule makes.
const THIRD: &[(&str, &str)] = &[("have", "has"), ("do", "does"), ("go", "goes"), ("quit", "quits")];

/// "carr" of "carry", where the "y" turns into an "i".
fn before_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

fn past(base: &str) -> String {
    let last = base.chars().next_back().unwrap_or_default();
    match before_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None if doubles(base) => format!("{base}{last}ed"),
        None => format!("{base}ed"),
    }
}

fn third(base: &str) -> String {
    if let Some((_, third)) = THIRD.iter().find(|(verb, _)| *verb == base) {
        return (*third).to_owned();
    }
    match before_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        None => format!("{base}s"),
    }
}

fn ing(base: &str) -> String {
    let last = base.chars().next_back().unwrap_or_default();
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o', 'y'])) {
        Some(stem) => format!("{stem}ing"),
        None if doubles(base) => format!("{base}{last}ing"),
        None => format!("{base}ing"),
    }
}

/// Verbs whose last letter doubles.
const DOUBLING: &str = "
ban plan stop drop slip trap rob stab grab jam scrap strip ship equip kidnap commit permit admit submit omit transfer
refer prefer occur cancel tag ram gun pin plug slam swap tap trim wrap zip chop cap clap hop mop nab net pat pop rip set
shut sit cut hit let put run win spin swim dig begin forget get quit split regret control patrol rebel excel compel propel
step shop dip knit fit skip tip whip log beg jog flag drag mug bar scar star stir travel label fuel model cut program
bat shred plot spot jot rot bid forbid rid wed bet pet wet fret total enrol defer rig plug strap gut vet";

/// Verbs that do something to people.
const HARM: &str = "
kill injure wound hurt arrest detain capture rescue murder shoot stab execute abduct kidnap hospitalize hospitalise
jail imprison die drown bury trap evacuate poison behead assassinate apprehend free release electrocute crush maim";

/// Regular verbs that take an object, in their base form.
const TRANSITIVE: &str = "
abandon abduct abolish absorb accept accommodate account accumulate accuse achieve acquire acquit activate add address adopt
affect aid aim airlift allocate allow amass ambush amputate analyse analyze announce appoint apprehend approve arm
arrange arrest assassinate assault assemble assess assign assist attack attend attract auction audit authorise authorize
award ban batter behead blame block board bomb bombard book borrow boycott breach bribe bury burn buy call camp cancel
cap capture carry cause celebrate certify challenge change charge charter cite claim classify clean clear close collect
combine command commission commit compel compensate compile complete comprise conclude condemn conduct confirm confiscate
consider construct consume contact contain contaminate contract control convert convict cost count cover crash create
cremate criticise criticize cross crush cull cultivate cure curb damage dam debate decapitate declare decline decommission
decorate defeat defend defuse delay delete deliver demand demolish deny deploy deport derail describe design designate
destroy detain detect detonate develop devote diagnose direct disable discharge disclose discover dislodge dismiss dispatch
displace display disqualify disrupt distribute divert document donate down draft drain drop drown dump earn educate eject
elect electrocute eliminate employ empty enclose encounter encourage end endanger endorse engulf enlist enroll ensure enter
entertain equip erase escort establish estimate evacuate evict examine exceed exchange exclude execute exempt exhaust exhibit
exhume exile expect expel explore export expose extend extinguish extort extract extradite face fail favor favour feature
fill film finance find fine finish fire fit flank flatten flood fly force foil force free freeze fuel fund gain gather
generate get grant grab greet guard handle hand harbor harbour harm harvest haul help hide highjack hijack hire honor honour
hospitalise hospitalize host house hunt hurt identify ignite imprison import impose impound include incur indict infect
inflict inform injure inoculate insert inspect install insure intercept interrogate interview intimidate introduce invade
invest investigate invite involve isolate issue jail join judge keep kidnap kill kick knock label lack lease levy liberate
license lift limit link list load loan locate lock log loot lower maim maintain manage manufacture march mark massacre
measure merge mine miss mobilise mobilize monitor mount move murder muster name nationalise nationalize need neutralise
neutralize nominate notify obliterate observe obtain occupy offer offload open operate opt order organise organize oust
outlaw outnumber overturn own pack paint paralyse paralyze pardon park pass patrol penalise penalize permit persuade
photograph place plan plant pledge plunder poison pollute post postpone pour present preserve press prevent print probe
process produce promise promote propose prosecute protect provide publish pull pump punish purchase push quarantine
question raid rape ration ratify receive reclaim recognise recognize record recover recruit redeem redeploy reduce
refund refuse register reinstate reject relaunch release relocate remove rename rent repair repatriate repay repel replace
reopen report repossess represent require rescue reserve reserve resettle restore restrict retain retire retrieve return reunite reveal
revoke reward risk rob round ruin sabotage sack sacrifice salvage sample sanction save schedule scrap search seal secure
seize select sentence separate serve set settle shed shell shelter ship shut sign silence simulate sponsor spot stab staff
stage stash station store storm strand strip study submit subpoena subsidise subsidize sue suffer suggest supply support
suppress surround survey suspect suspend sustain swap tackle target tax tear tempt terminate test threaten throw topple
torch torture toss total touch tow trace track trade traffic train transfer transform translate transport trap treat
trigger uncover uphold unearth unload unveil update upgrade uproot use vaccinate vacate verify view violate visit volunteer
wage want warn waste watch welcome whip wield win withhold witness wound wreck yield lodge lease lure monitor accuse
approve assign demand seek hang reject award amend adopt audit overhaul merge back reach lay hit deem urge ask invite tell
offer rank rate redistribute redirect register reimburse slash trim cut boost hike double triple quadruple raise increase
decrease lower halve slow ease cap curtail shrink expand exceed surpass top average weigh tax tip budget earmark pledge launch admit check winch blacken copy answer unlock contain bear claim shelve jail throw toss own trust
examine recapture reconnect bleach shortlist base hospitalise sow reap yield ease wound shell pummel down dispatch deliver
pick turn dig hand ring run lodge repair test rescue treat overcome shock revive mention note warn promise brief
attack bulldoze cordon confront corner curse dedicate depict disarm disband doctor dub dwarf elude emit enact endure enforce
enrage entice entitle enrich entrust envisage eradicate escalate exonerate expedite fabricate falsify fence ferry
finalise finalize flaunt floor flout foil forfeit forge foster frame fumigate furnish garner gas gauge grill group guarantee
halt handcuff harass hamper haunt heal heat hoist horrify host humiliate ignore illustrate impeach impede implement
implicate inaugurate indemnify infiltrate infringe inhabit initiate instruct insult interdict intern inundate invent
invoke jeopardise jeopardize juggle justify label lambast land laud litter lynch machine-gun mail man mandate map market
maroon marry massage match maximise maximize mediate menace mend mention militarise minimise minimize misplace mitigate mix
mock modernise modernize modify mourn mow multiply mutilate narrow neglect negotiate nurse object offend offset oppose oppress
ordain orphan outfit outline overcharge overlook oversee overwhelm pacify parachute parade parcel pardon patent pave
peddle pelt penetrate perform perpetrate pick pilot pinpoint pioneer pitch plagiarise pledge pocket portray possess praise preach
predict prescribe preside privatise privatize prize proclaim project promulgate propel provoke pump quadruple quash quell query
quote raise ransack raze reassign reassure recall recite reckon recycle reform refuel refute regain regard regulate
rehabilitate rehouse relay relinquish remand remedy remember remit render renegotiate renounce reopen replenish reprimand
reproduce rerun reschedule resume reshape resist resolve respect restock restrain restructure resume resurrect reverse review
revise revive ride ridicule rival roll roof rotate rule rush safeguard salute satisfy scatter scold score scour scout scrub sculpt
segregate sentence service shade shame share sharpen shave shepherd shield shore shoulder shovel shower shred shun sift
signal skip slap slaughter slice slow smear smuggle snare snatch sniff soak soften solve spare spark spearhead specify spill
spoil sprinkle squash squeeze stack stain stamp starve statute steer stem step sterilise sterilize stifle stimulate stir stitch stone
straighten strain strangle streamline strengthen stretch strip stumble stun subject subtract subvert succeed summon superintend
supervise supplant suppress surrender surrender switch symbolise tag tally tamper tap tape tarnish taste taunt team tease telegraph
televise tend terrify terrorise terrorize tether thank thwart tie tilt time top tour tow train transcribe transmit trample
transplant trek trial trick trigger triumph trouble truck trumpet try tuck tug tunnel tutor unblock undercut undermine undersell
undertake unite unleash unlock unpack unplug unseat unsettle unwrap usher usurp utilise utilize validate value vary ventilate
veto victimise victimize vie visualise void vow warm warrant wash weaken weather widen wind winnow withdraw worry wrap
wreak wrest yank zone
allocate invest donate inject inflate outspend overspend bill overcharge squander embezzle launder defraud swindle net
gross fetch command charge collect owe repay default write clear down bring seat house accommodate crew man staff field
line join jam swear sequester plaster patch flag tag ignore log stock store book cater vandalise vandalize deface jolt shake
smash ram strafe pound pummel shatter sever wipe pierce engage destroy scramble scuttle commandeer board moor dock berth
refloat dredge rebuild refurbish renovate restore retrofit insulate irrigate plough sow reap spray prune log replant
fix concede clock card bat bowl curl pencil notch chalk span outsell outpace overtake rack upgrade download install
encrypt vaccinate diagnose prescribe inject sequence detect orbit emit start enrol defer discipline excuse resurface
relegate restart reuse retest recount reassess reclassify resell vet waive gut mislabel outsource overrule prefer
prepare relist renew revamp rig weld abort adapt administer applaud axe besiege bless bundle calculate caution
circulate collate colonise colonize compute confine contest counsel deactivate decode decontaminate depose desecrate
dilute disinfect dispense dispute dye edit enslave erect fake flog hack illuminate incinerate induct infest invalidate
irradiate liquidate mistreat misdiagnose molest motivate perfect play plug pulp reconstruct re-elect rehire reinforce
substitute respray sedate sideline strap swallow transfuse upload";

/// Regular verbs whose subject is what they happen to.
const INTRANSITIVE: &str = "
die appear arrive assemble attend belong camp collapse collide commute compete congregate converge crash decline defect
depart desert descend detonate disappear disembark dissent drift drown emerge emigrate enlist erupt escape evaporate
expire explode fail fizzle flock function gather graduate happen immigrate land lapse linger live loom march migrate mingle
mutiny occur opt parade participate pass perish picket plummet plunge protest queue rally rebel relapse remain
resign result retire retreat return revolt riot roam sail serve shelter shrink slip speak starve stay stumble succumb
suffocate surface surge surrender survive suffer swarm abstain reply travel vanish vote wait walk wander work withdraw worship last
persist depend live climb soar surge jump dip slump tumble drop rise grow advance qualify apply respond attend complain
flood pour sign compete volunteer capsize malfunction overheat ignite derail overturn evaporate reoffend gather
reopen burn bleach rot materialise materialize agree trip dangle roll test score trade close eject report shrink pass turn
board dock vote roll stream trickle trek trip wash drag ring date deteriorate subside dwindle increase decrease multiply
enrol start backfire cease cheer comply cooperate default differ disagree dine elapse faint falter hatch intervene leak misfire
overlap persevere plead play reappear recede recur rely reside sneeze stall stagnate subscribe sweat testify thrive weep wilt
wither appeal
hover circle loiter skid swerve veer careen plough plow topple capsize founder drain freeze melt thaw fade mount";

/// Irregular verbs that take an object: base, past, participle.
const IRREGULAR: &str = "
bear bore born
beat beat beaten
bind bound bound
bite bit bitten
blow blew blown
break broke broken
bring brought brought
build built built
buy bought bought
cast cast cast
catch caught caught
choose chose chosen
cost cost cost
cut cut cut
draw drew drawn
dig dug dug
drink drank drunk
drive drove driven
do did done
eat ate eaten
feed fed fed
feel felt felt
fight fought fought
find found found
fly flew flown
forbid forbade forbidden
forecast forecast forecast
freeze froze frozen
get got got
give gave given
hang hanged hanged
have had had
hear heard heard
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
keep kept kept
know knew known
lay laid laid
lead led led
leave left left
lend lent lent
let let let
quit quit quit
repay repaid repaid
ride rode ridden
light lit lit
lose lost lost
make made made
mean meant meant
meet met met
overcome overcame overcome
overthrow overthrew overthrown
overrun overran overrun
pay paid paid
put put put
read read read
rebuild rebuilt rebuilt
retake retook retaken
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shake shook shaken
shed shed shed
shoot shot shot
show showed shown
shut shut shut
sink sank sunk
slay slew slain
spend spent spent
split split split
spread spread spread
steal stole stolen
strike struck struck
sweep swept swept
swear swore sworn
take took taken
teach taught taught
tear tore torn
throw threw thrown
undergo underwent undergone
uphold upheld upheld
wear wore worn
win won won
withdraw withdrew withdrawn
withhold withheld withheld
write wrote written";

/// Irregular verbs whose subject is what they happen to: base, past, participle.
const IRREGULAR_INTRANSITIVE: &str = "
become became become
begin began begun
come came come
fall fell fallen
flee fled fled
go went gone
grow grew grown
lie lay lain
ring rang rung
shrink shrank shrunk
spring sprang sprung
slide slid slid
quit quit quit
break broke broken
run ran run
meet met met
get got got
sell sold sold
sink sank sunk
turn turned turned
take took taken
win won won
rise rose risen
sit sat sat
sleep slept slept
speak spoke spoken
stand stood stood
swim swam swum
teach taught taught
wake woke woken";
