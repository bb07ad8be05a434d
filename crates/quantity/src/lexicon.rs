//! The words that the grammar knows, as data. A word may stand in several lists.

use std::{ops::BitOr, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::unit;

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tags(u32);

impl Tags {
    pub(crate) const NONE: Self = Self(0);
    /// Ends a noun phrase: prepositions, determiners, pronouns, auxiliaries.
    pub(crate) const FUNCTION: Self = Self(1);
    /// A verb form that its ending does not show.
    pub(crate) const VERB: Self = Self(1 << 1);
    /// A verb of saying.
    pub(crate) const SPEECH: Self = Self(1 << 2);
    /// "five", "forty", "dozen".
    pub(crate) const NUMBER: Self = Self(1 << 3);
    /// "hundred", "million", "bn".
    pub(crate) const SCALE: Self = Self(1 << 4);
    /// "dozens", "thousands".
    pub(crate) const VAGUE: Self = Self(1 << 5);
    /// "third", "quarters".
    pub(crate) const FRACTION: Self = Self(1 << 6);
    pub(crate) const MONTH: Self = Self(1 << 7);
    pub(crate) const WEEKDAY: Self = Self(1 << 8);
    /// "mid", "early".
    pub(crate) const PART_OF_TIME: Self = Self(1 << 9);
    pub(crate) const UNIT: Self = Self(1 << 10);
    /// "USD".
    pub(crate) const MONEY_CODE: Self = Self(1 << 11);
    /// "pm".
    pub(crate) const CLOCK: Self = Self(1 << 12);
    /// The last word of a bound ("than", "least", "over").
    pub(crate) const BOUND: Self = Self(1 << 13);
    pub(crate) const UP: Self = Self(1 << 14);
    pub(crate) const DOWN: Self = Self(1 << 15);
    /// Plural without the ending, or a mass of people or things.
    pub(crate) const PLURAL: Self = Self(1 << 16);
    /// Ends in s but is no plural noun.
    pub(crate) const NOT_PLURAL: Self = Self(1 << 17);
    /// A plural that goes on into a compound ("arms depots").
    pub(crate) const COMPOUND: Self = Self(1 << 18);
    /// Stands for the people in that state ("12 wounded").
    pub(crate) const STATE: Self = Self(1 << 19);
    /// A number after it is a label ("Article 5").
    pub(crate) const LABEL: Self = Self(1 << 20);
    /// Makes two numbers a score ("won 3-1").
    pub(crate) const CONTEST: Self = Self(1 << 21);
    /// An event that time is told by ("since the invasion").
    pub(crate) const EVENT: Self = Self(1 << 22);
    /// Says that what is told lies ahead.
    pub(crate) const AHEAD: Self = Self(1 << 23);
    /// "in", "near": a name after it may be a place.
    pub(crate) const LOCATIVE: Self = Self(1 << 24);
    /// "region", "oblast": a name before it is a place.
    pub(crate) const AREA: Self = Self(1 << 25);
    /// Part of the name of a body, not of a place.
    pub(crate) const BODY: Self = Self(1 << 26);
    /// "eastern".
    pub(crate) const DIRECTION: Self = Self(1 << 27);
    /// May begin a time expression.
    pub(crate) const TIME: Self = Self(1 << 28);
    /// "more", "additional" between number and noun.
    pub(crate) const MORE: Self = Self(1 << 29);
    /// Says that what is told lies ahead, where "to" follows.
    pub(crate) const AHEAD_TO: Self = Self(1 << 30);

    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Tags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of a list, for one that is too long to be gone through.
pub(crate) fn set(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

/// The lists that the lower-case `word` stands in.
pub(crate) fn tags(word: &str) -> Tags {
    WORDS.get(word).copied().unwrap_or(Tags::NONE)
}

static WORDS: LazyLock<FxHashMap<&'static str, Tags>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Tags> = FxHashMap::default();
    let lists = LISTS.iter().flat_map(|(tags, list)| list.split_whitespace().map(move |word| (word, *tags)));
    let units = unit::forms().map(|form| (form, Tags::UNIT));
    let codes = unit::money_codes().map(|code| (code, Tags::MONEY_CODE));
    for (word, tags) in lists.chain(units).chain(codes) {
        let entry = words.entry(word).or_insert(Tags::NONE);
        *entry = *entry | tags;
    }
    words
});

const LISTS: &[(Tags, &str)] = &[
    (
        Tags::FUNCTION,
        "a an the this that these those my your his her its our their some any each every either neither no not
        another such what which who whom whose when where why how
        i you he she it we they me him them us himself herself itself themselves
        of in on at by for with from to into onto over under above below between among amid amidst during since until
        till after before through throughout across against along around about as than per via near inside outside
        within without toward towards upon off out up down behind beside besides beyond despite except like unlike
        and or but nor so yet if because while although though whereas unless whether then thus hence
        is are was were be been being am has have had having do does did doing done will would shall should can could
        may might must ought cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't
        there here now also too very just only even still already again ever never always often once perhaps maybe
        however meanwhile today yesterday tomorrow tonight overnight ago later earlier apart alone away back together
        respectively according due including included includes worth both all half many much most few fewer less least
        several instead rather nearly almost roughly approximately plus minus versus vs ahead since daily weekly
        monthly yearly annually",
    ),
    (
        Tags::VERB,
        "said says say told tell tells took take takes taken went go goes gone came come comes made make makes gave
        give gives given got get gets fell fall falls fallen rose rise rises risen fought fight flew fly found find
        finds held hold holds kept keep led lead leads lost lose met meet sent send sold sell spoke speak stood stand
        won win wrote write began begin begins begun became become becomes broke break brought bring built bought
        caught chose drew drove felt grew grow heard knew know laid lay let meant mean paid pay put puts ran run runs
        saw see seen sat sits showed shown slept spent spread stole stuck swept taught thought think threw understood
        wore die dies remain remains shot shoot struck strike strikes hit hits fled flee kill kills wound wounds injure
        injures live lives include work works face faces want wants need needs seek seeks sought live received belong
        appear appears continue continues occur occurs happen happens await cost costs exceed exceeds exceeded
        surpass surpassed top topped reach reaches reached total totalled totaled killing killed wounding injuring
        died left leave leaves destroy destroys launch launches fires hurt hurts set shut quit",
    ),
    (
        Tags::SPEECH,
        "said says say told tell tells claim claims claimed reported reports report added adds announced warned
        confirmed believe believes think argue argued denied deny insist insisted acknowledged stated noted",
    ),
    (
        Tags::NUMBER,
        "zero nought naught one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety dozen twofold threefold
        fourfold fivefold sixfold sevenfold eightfold ninefold tenfold",
    ),
    (
        Tags::SCALE,
        "hundred thousand million billion trillion dozen bn mn mln bln tn tln trn mio mil mm crore lakh m k b",
    ),
    (Tags::VAGUE, "dozens tens hundreds thousands millions billions trillions scores"),
    (
        Tags::FRACTION,
        "half third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ninth ninths
        tenth tenths twelfth twelfths fifteenth fifteenths
        sixteenth sixteenths twentieth twentieths thirtieth thirtieths fortieth fortieths fiftieth fiftieths hundredth hundredths
        thousandth thousandths millionth millionths billionth billionths trillionth trillionths",
    ),
    (
        Tags::MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec",
    ),
    (
        Tags::WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mondays
        tuesdays wednesdays thursdays fridays saturdays sundays",
    ),
    (Tags::PART_OF_TIME, "mid early late pre post"),
    (
        Tags::TIME,
        "today yesterday tomorrow tonight overnight this last next past previous coming earlier later since by until
        till before after from between as the spring summer autumn fall winter start beginning end night middle first
        second third fourth through no",
    ),
    (Tags::CLOCK, "am pm a.m. p.m. a.m p.m o'clock o’clock hrs gmt utc est edt cet eest eet msk"),
    (
        Tags::BOUND,
        "than over above exceeding exceed exceeds exceeded surpassing surpassed surpass topping topped least of as most
        to under below maximum minimum about around roughly approximately approx some circa ca nearly almost estimated
        within say perhaps almost exactly precisely only just another nearing approaching minus",
    ),
    (
        Tags::UP,
        "rose rise rises risen rising increase increased increases increasing grew grow grows grown growing growth
        climb climbed climbs climbing jump jumped jumps jumping soar soared soaring surge surged surging spike spiked
        gain gained gains swell swelled swelling double doubled doubles doubling triple tripled triples tripling treble
        trebled quadruple quadrupled quadrupling up higher expand expanded hike hiked upped accelerate accelerated uptick upswing trebles leap leapt leaped
        rocketed skyrocketed ballooned edged ticked inched rebounded strengthened quickened raise raised raises raising lift
        lifted lifts boost boosted boosts widened worsened multiplied mounted advanced swollen accelerates mushroomed
        rallied rebound upturn growing swell swells outgrew firmed warmed appreciated",
    ),
    (
        Tags::DOWN,
        "fell fall falls fallen falling drop dropped drops dropping decline declined declines declining decrease
        decreased decreases decreasing dip dipped dips plunge plunged plunging plummet plummeted plummeting slid slide
        slides sank sink shrank shrink shrunk shrinking halve halved halving down lower lowered reduce reduced reduces
        reducing reduction cut cuts cutting slump slumped tumble tumbled contract contracted contraction slow slowed
        ease eased downturn slash slashed
        slashes slip slipped slips dwindle dwindled dwindles weaken weakened narrowed trim trimmed trims sagged crashed
        collapsed retreated sunk discount whittled pared eroded dwindling slumping plunges slips lowers lowering
        slashing trimming halving easing cooled softened depreciated",
    ),
    (
        Tags::PLURAL,
        "people children men women police personnel staff troops aircraft spacecraft warcraft watercraft fish sheep
        cattle livestock feet teeth mice geese media crew infantry clergy youth series species headquarters others
        craft hovercraft criteria bacteria phenomena alumni offspring deer salmon trout tuna cod shrimp squid bison moose swine
        poultry rabbis taxis kiwis skis alibis tsunamis safaris israelis iraqis saudis pakistanis bangladeshis somalis emiratis
        yemenis kuwaitis omanis qataris azeris nepalis punjabis bengalis kashmiris hindus zulus gurus menus emus
        servicemen servicewomen policemen firefighters gunmen fishermen businessmen lawmen militia artillery ammunition
        munitions equipment grandchildren schoolchildren persons",
    ),
    (
        Tags::NOT_PLURAL,
        "is was has his this its as us yes thus plus less across always perhaps towards besides unless whereas does
        goes says news various numerous previous serious dangerous religious famous religious mass gas bus virus crisis
        basis status class press address access process business progress success congress express loss boss cross
        press glass grass chaos bias campus versus doubtless hopeless stateless homeless wireless endless defenseless
        defenceless countless regardless nevertheless sometimes afterwards upwards downwards onwards forwards backwards inwards outwards yours ours theirs hers",
    ),
    (
        Tags::COMPOUND,
        "sports arms weapons goods sales rights operations communications logistics munitions women systems news
        customs savings electronics police staff crew personnel aircraft sheep artillery ammunition infantry militia media
        youth fish cattle equipment narcotics drugs services emergency forces species headquarters craft physics economics politics mathematics athletics gymnastics diabetes measles
        rabies mumps genetics ethics statistics robotics ceramics plastics textiles cosmetics metals minerals explosives
        securities pensions earnings admissions careers crimes relations veterans futures commodities antiques",
    ),
    (
        Tags::STATE,
        "dead wounded injured killed missing homeless displaced captured detained arrested hospitalized hospitalised
        affected unemployed deceased accused",
    ),
    (
        Tags::LABEL,
        "article articles section sections chapter chapters page pages phase level levels flight channel route highway
        motorway room gate number no nos resolution order protocol version volume type model category tier grade class
        step boeing airbus embraer antonov tupolev ilyushin iskander tomahawk windows iphone covid stage annex clause
        paragraph rule episode season zone formula reactor apartment suite platform terminal junction exit interstate
        decree order directive law act amendment title item question figure table psalm mach top bus train line unit
        block district brigade battalion regiment division tu mig su an il ka mi day round group part act game week
        building house school apollo fortune seat runway cell point units windows case chapters pier dock warehouse ward berth
        studio hall court lot plot squadron platoon",
    ),
    (
        Tags::CONTEST,
        "vote votes voted won win wins winning lost lose loses losing beat beats beating defeat defeated score scored
        scores draw drew victory defeating leading led lead trailing trailed ruled split margin",
    ),
    (
        Tags::EVENT,
        "invasion war start beginning outbreak began begun started fall election elections coup collapse independence
        annexation ceasefire truce attack attacks offensive conflict occupation pandemic onset launch end founding
        inauguration office revolution strike strikes assault escalation then uprising siege hostilities earthquake
        seizure capture explosion crash withdrawal",
    ),
    (Tags::AHEAD, "will 'll shall upcoming planned scheduled expected expects due would won't"),
    (Tags::AHEAD_TO, "agreed plans plan intends intend hopes hope vowed pledged promised wants set"),
    (
        Tags::LOCATIVE,
        "in near across inside throughout within around outside over into from to at toward towards via through off between
        beyond past aboard",
    ),
    (
        Tags::AREA,
        "state airport region regions oblast oblasts district districts province provinces governorate governorates raion rayon
        territory krai county counties prefecture peninsula strip municipality sector hromada voivodeship canton",
    ),
    (
        Tags::BODY,
        "ministry minister council party university force forces army navy company inc ltd corp group agency post times
        house senate parliament congress committee commission court bank union nations news bureau service services
        department office institute foundation association club fc united kremlin pentagon government state assembly
        fund board club brigade division command staff guard security intelligence police church press media reuters
        associated prize award awards cup league championship championships games olympics telegram facebook twitter
        instagram youtube whatsapp tiktok google apple microsoft amazon x god islam christianity english russian arabic
        president prime general mr mrs ms dr sir lord king queen prince princess pope i the a an this that these those
        it he she they we you his her their our my its some many most other all another his what which how who when
        january february march april may june july august september october november december operation project
        protocol treaty agreement accord accords act",
    ),
    (
        Tags::DIRECTION,
        "northern southern eastern western central northeastern northwestern southeastern southwestern occupied
        northeast northwest southeast southwest north south east west nearby neighbouring neighboring downtown
        upper lower greater mainland rural",
    ),
    (Tags::MORE, "more additional further extra new"),
];
