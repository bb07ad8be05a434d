//! Units of measure and money.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
};

/// The unit of things that are counted.
pub(crate) const COUNT: &str = "count";
/// The unit of a part of something: "a third of".
pub(crate) const SHARE: &str = "ratio";
/// The unit of a person's age in years.
pub(crate) const AGE: &str = "age";
/// The unit of a result or a vote: "3-1".
pub(crate) const SCORE: &str = "score";

struct Unit {
    name: &'static str,
    /// The unit that it can be told in, and how many of those it is.
    base: &'static str,
    factor: f64,
    forms: &'static str,
}

const fn unit(name: &'static str, base: &'static str, factor: f64, forms: &'static str) -> Unit {
    Unit { name, base, factor, forms }
}

/// Months and years are of changing length and so bases of their own.
const UNITS: &[Unit] = &[
    unit("s", "s", 1.0, "s sec secs second seconds"),
    unit("ms", "s", 1e-3, "ms millisecond milliseconds"),
    unit("µs", "s", 1e-6, "µs μs microsecond microseconds"),
    unit("ns", "s", 1e-9, "ns nanosecond nanoseconds"),
    unit("fortnight", "s", 1_209_600.0, "fortnight fortnights"),
    unit("min", "s", 60.0, "min mins minute minutes"),
    unit("h", "s", 3600.0, "h hr hrs hour hours"),
    unit("d", "s", 86400.0, "day days"),
    unit("night", "night", 1.0, "night nights"),
    unit("wk", "s", 604_800.0, "week weeks"),
    unit("mo", "mo", 1.0, "month months"),
    unit("yr", "yr", 1.0, "year years yr yrs"),
    unit("decade", "yr", 10.0, "decade decades"),
    unit("century", "yr", 100.0, "century centuries"),
    unit("mm", "m", 1e-3, "mm millimeter millimeters millimetre millimetres"),
    unit("cm", "m", 1e-2, "cm cms centimeter centimeters centimetre centimetres"),
    unit("dm", "m", 0.1, "dm decimeter decimeters decimetre decimetres"),
    unit("nm", "m", 1e-9, "nm nanometer nanometers nanometre nanometres"),
    unit("m", "m", 1.0, "m meter meters metre metres"),
    unit("km", "m", 1000.0, "km kms kilometer kilometers kilometre kilometres"),
    unit("in", "m", 0.0254, "inch inches"),
    unit("ft", "m", 0.3048, "ft foot feet"),
    unit("yd", "m", 0.9144, "yd yard yards"),
    unit("mi", "m", 1609.344, "mi mile miles"),
    unit("nmi", "m", 1852.0, "nmi"),
    unit("ly", "m", 9.460_730_472_580_8e15, "lightyear lightyears"),
    unit("µg", "kg", 1e-9, "µg μg mcg microgram micrograms microgramme microgrammes"),
    unit("µm", "m", 1e-6, "µm μm micron microns micrometre micrometres micrometer micrometers"),
    unit("mg", "kg", 1e-6, "mg milligram milligrams milligramme milligrammes"),
    unit("g", "kg", 1e-3, "g gram grams gramme grammes"),
    unit("kg", "kg", 1.0, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
    unit("t", "kg", 1000.0, "t tonne tonnes"),
    unit("kt", "kg", 1e6, "kt kilotonne kilotonnes kiloton kilotons"),
    unit("Gt", "kg", 1e12, "gt gigatonne gigatonnes gigaton gigatons"),
    unit("ng", "kg", 1e-12, "ng nanogram nanograms"),
    unit("ton", "ton", 1.0, "ton tons"),
    unit("lb", "kg", 0.453_592_37, "lb lbs pound pounds"),
    unit("oz", "kg", 0.028_349_523_125, "oz ounce ounces"),
    unit("ha", "m2", 10_000.0, "ha hectare hectares"),
    unit("acre", "m2", 4_046.856_422_4, "acre acres"),
    unit("l", "m3", 1e-3, "l litre litres liter liters"),
    unit("ml", "m3", 1e-6, "ml millilitre millilitres milliliter milliliters"),
    unit("dl", "m3", 1e-4, "dl decilitre decilitres deciliter deciliters"),
    unit("gal", "gal", 1.0, "gal gallon gallons"),
    unit("bbl", "bbl", 1.0, "barrel barrels bbl"),
    unit("bcm", "m3", 1e9, "bcm"),
    unit("bushel", "bushel", 1.0, "bushel bushels"),
    unit("km/h", "m/s", 1.0 / 3.6, "kmh kph kmph"),
    unit("mph", "m/s", 0.447_04, "mph"),
    unit("kn", "m/s", 0.514_444, "knot knots"),
    unit("W", "W", 1.0, "w watt watts"),
    unit("kW", "W", 1e3, "kw kilowatt kilowatts"),
    unit("MW", "W", 1e6, "mw megawatt megawatts"),
    unit("GW", "W", 1e9, "gw gigawatt gigawatts"),
    unit("Wh", "Wh", 1.0, "wh"),
    unit("kWh", "Wh", 1e3, "kwh"),
    unit("MWh", "Wh", 1e6, "mwh"),
    unit("GWh", "Wh", 1e9, "gwh"),
    unit("TWh", "Wh", 1e12, "twh"),
    unit("V", "V", 1.0, "volt volts"),
    unit("mW", "W", 1e-3, "milliwatt milliwatts"),
    unit("MV", "V", 1e6, "megavolt megavolts"),
    unit("mV", "V", 1e-3, "mv millivolt millivolts"),
    unit("kV", "V", 1e3, "kv kilovolt kilovolts"),
    unit("Hz", "Hz", 1.0, "hz hertz"),
    unit("MHz", "Hz", 1e6, "mhz megahertz"),
    unit("GHz", "Hz", 1e9, "ghz gigahertz"),
    unit("KB", "B", 1e3, "kb kilobyte kilobytes"),
    unit("MB", "B", 1e6, "mb megabyte megabytes"),
    unit("GB", "B", 1e9, "gb gigabyte gigabytes"),
    unit("TB", "B", 1e12, "tb terabyte terabytes"),
    unit("kcal", "cal", 1e3, "kcal kilocalorie kilocalories"),
    unit("J", "J", 1.0, "joule joules"),
    unit("kJ", "J", 1e3, "kj kilojoule kilojoules"),
    unit("MJ", "J", 1e6, "mj megajoule megajoules"),
    unit("GJ", "J", 1e9, "gj gigajoule gigajoules"),
    unit("TJ", "J", 1e12, "tj terajoule terajoules"),
    unit("Pa", "Pa", 1.0, "pascal pascals"),
    unit("hPa", "Pa", 100.0, "hpa hectopascal hectopascals"),
    unit("kPa", "Pa", 1e3, "kpa kilopascal kilopascals"),
    unit("MPa", "Pa", 1e6, "mpa megapascal megapascals"),
    unit("psi", "Pa", 6_894.757, "psi"),
    unit("mbar", "Pa", 100.0, "mbar millibar millibars"),
    unit("bar", "Pa", 1e5, ""),
    unit("A", "A", 1.0, "amp amps ampere amperes"),
    unit("mA", "A", 1e-3, "milliamp milliamps milliampere milliamperes"),
    unit("kHz", "Hz", 1e3, "khz kilohertz"),
    unit("TW", "W", 1e12, "terawatt terawatts"),
    unit("hp", "W", 745.7, "hp horsepower"),
    unit("Sv", "Sv", 1.0, "sievert sieverts"),
    unit("mSv", "Sv", 1e-3, "msv millisievert millisieverts"),
    unit("µSv", "Sv", 1e-6, "µsv μsv microsievert microsieverts"),
    unit("Bq", "Bq", 1.0, "bq becquerel becquerels"),
    unit("Gy", "Gy", 1.0, "gy"),
    unit("ct", "kg", 2e-4, "carat carats"),
    unit("st", "kg", 6.350_293_18, ""),
    unit("pt", "pt", 1.0, "pint pints"),
    unit("qt", "qt", 1.0, "quart quarts"),
    unit("cl", "m3", 1e-5, "cl centilitre centilitres centiliter centiliters"),
    unit("hl", "m3", 0.1, "hl hectolitre hectolitres hectoliter hectoliters"),
    unit("Mt", "kg", 1e9, "megatonne megatonnes megaton megatons"),
    unit("kbit", "bit", 1e3, "kbit"),
    unit("bit", "bit", 1.0, "bit"),
    unit("Mbit", "bit", 1e6, "mbit megabit megabits"),
    unit("Gbit", "bit", 1e9, "gbit gigabit gigabits"),
    unit("PB", "B", 1e15, "pb petabyte petabytes"),
    unit("EB", "B", 1e18, "eb exabyte exabytes"),
    unit("cal", "cal", 1.0, "calorie calories"),
    unit("dB", "dB", 1.0, "decibel decibels db"),
    unit("°", "°", 1.0, "degree degrees deg"),
    unit("rad", "rad", 1.0, "rad radian radians"),
    unit("K", "K", 1.0, "kelvin kelvins"),
    unit("°C", "°C", 1.0, "celsius centigrade c celcius centigrate"),
    unit("°F", "°F", 1.0, "fahrenheit f farenheit"),
    unit("cent", "cent", 1.0, "cent cents"),
    unit("penny", "penny", 1.0, "penny pence"),
    unit("cc", "m3", 1e-6, "cc"),
    unit("mmHg", "Pa", 133.322, "mmhg"),
    unit("bhp", "W", 745.7, "bhp"),
    unit("PS", "W", 735.498_75, ""),
    unit("Nm", "Nm", 1.0, ""),
    unit("lbf.ft", "Nm", 1.355_818, ""),
    unit("rpm", "rpm", 1.0, "rpm"),
    unit("mpg", "mpg", 1.0, "mpg"),
    unit("km/s", "m/s", 1000.0, ""),
    unit("mAh", "mAh", 1.0, "mah"),
    unit("Ah", "mAh", 1e3, ""),
    unit("MP", "MP", 1.0, "megapixel megapixels"),
    unit("px", "px", 1.0, "px pixel pixels"),
    unit("nit", "nit", 1.0, "nit nits"),
    unit("lm", "lm", 1.0, "lumen lumens"),
    unit("kbit/s", "bit/s", 1e3, "kbps"),
    unit("Mbit/s", "bit/s", 1e6, "mbps"),
    unit("Gbit/s", "bit/s", 1e9, "gbps"),
    unit("count/s", "count/s", 1.0, "fps"),
    unit("count/min", "count/s", 1.0 / 60.0, "bpm"),
    unit("ps", "s", 1e-12, "picosecond picoseconds"),
    unit("fs", "s", 1e-15, "femtosecond femtoseconds"),
    unit("mK", "K", 1e-3, "millikelvin millikelvins"),
    unit("kbar", "Pa", 1e8, "kilobar kilobars"),
    unit("N", "N", 1.0, "newtons"),
    unit("kN", "N", 1e3, "kilonewton kilonewtons"),
    unit("eV", "J", 1.602_176_634e-19, "electronvolt electronvolts"),
    unit("keV", "J", 1.602_176_634e-16, "kev kiloelectronvolt kiloelectronvolts"),
    unit("MeV", "J", 1.602_176_634e-13, "mev megaelectronvolt megaelectronvolts"),
    unit("GeV", "J", 1.602_176_634e-10, "gev gigaelectronvolt gigaelectronvolts"),
    unit("TeV", "J", 1.602_176_634e-7, "tev teraelectronvolt teraelectronvolts"),
    unit("Tbit", "bit", 1e12, "terabit terabits"),
    unit("mmol", "mol", 1e-3, "mmol millimole millimoles"),
    unit("au", "m", 1.495_978_707e11, ""),
    unit("ppm", SHARE, 1e-6, "ppm"),
    unit("ppb", SHARE, 1e-9, "ppb"),
    unit("tbsp", "m3", 1.5e-5, "tablespoon tablespoons"),
    unit("tsp", "m3", 5e-6, "teaspoon teaspoons"),
    unit("cup", "m3", 2.365_882e-4, "cup cups"),
    unit("%", SHARE, 0.01, "percent percents pct"),
];

/// Forms of one letter or two that are a unit only right after digits ("5m", not "5 m").
const GLUED_ONLY: &[&str] = &["s", "g", "t", "l", "w", "mi", "c", "f"];

/// Symbols that are a unit only as they are written here and right behind digits: "145p", "116PS", "6ft 7in", "9st 4lb".
const GLUED: &[(&str, &str)] = &[
    ("p", "penny"),
    ("in", "in"),
    ("st", "st"),
    ("PS", "PS"),
    ("MP", "MP"),
    ("Nm", "Nm"),
    ("nm", "nm"),
    ("bar", "bar"),
    ("Ah", "Ah"),
    ("bp", "bp"),
    ("bps", "bp"),
    ("pc", "%"),
    ("pp", "pp"),
];

/// Whether `letters`, glued to digits, are a unit as they are written.
pub(crate) fn is_glued_symbol(letters: &str) -> bool {
    GLUED.iter().any(|(symbol, _)| *symbol == letters)
}

/// Units of several words; a hyphen may stand for the space.
const PHRASES: &[(&[&str], &str)] = &[
    (&["parts", "per", "million"], "ppm"),
    (&["parts", "per", "billion"], "ppb"),
    (&["miles", "per", "gallon"], "mpg"),
    (&["miles", "to", "the", "gallon"], "mpg"),
    (&["brake", "horsepower"], "bhp"),
    (&["newton", "metres"], "Nm"),
    (&["newton", "meters"], "Nm"),
    (&["pound", "feet"], "lbf.ft"),
    (&["lb", "ft"], "lbf.ft"),
    (&["millimetres", "of", "mercury"], "mmHg"),
    (&["millimeters", "of", "mercury"], "mmHg"),
    (&["revolutions", "per", "minute"], "rpm"),
    (&["astronomical", "units"], "au"),
];

/// The hundredth parts of money and what they are parts of; "cents" alone are those of the dollar, as its name alone is the
/// American one.
const HUNDREDTHS: &[(&str, &str)] = &[
    ("cent", "USD"),
    ("penny", "GBP"),
    ("cent EUR", "EUR"),
    ("cent AUD", "AUD"),
    ("cent CAD", "CAD"),
    ("cent NZD", "NZD"),
    ("cent ZAR", "ZAR"),
];

/// The currency that `unit` is the hundredth part of.
pub(crate) fn hundredth_of(unit: &str) -> Option<&'static str> {
    HUNDREDTHS.iter().find(|(part, _)| *part == unit).map(|(_, code)| *code)
}

struct Money {
    code: &'static str,
    /// The code in lower case, as the lexicon needs it.
    lower: &'static str,
    forms: &'static str,
}

const fn money(code: &'static str, lower: &'static str, forms: &'static str) -> Money {
    Money { code, lower, forms }
}

/// ISO 4217 codes, those of the currencies that the euro replaced, bitcoin, and the words for them. A word that several
/// countries share stands for the one that news mean by it.
const MONEYS: &[Money] = &[
    money("USD", "usd", "dollar dollars bucks"),
    money("EUR", "eur", "euro euros"),
    money("GBP", "gbp", "sterling quid"),
    money("UAH", "uah", "hryvnia hryvnias hryvnya hryvnyas hryvni hryven"),
    money("RUB", "rub", "ruble rubles rouble roubles"),
    money("BYN", "byn", ""),
    money("CNY", "cny", "yuan renminbi kuai"),
    money("JPY", "jpy", "yen"),
    money("KRW", "krw", ""),
    money("INR", "inr", "rupee rupees"),
    money("TRY", "try", "lira liras"),
    money("PLN", "pln", "zloty zlotys zloties"),
    money("ILS", "ils", "shekel shekels"),
    money("CHF", "chf", "franc francs"),
    money("SEK", "sek", "krona kronor"),
    money("NOK", "nok", "krone kroner"),
    money("DKK", "dkk", ""),
    money("CZK", "czk", "koruna korunas"),
    money("HUF", "huf", "forint forints"),
    money("RON", "ron", ""),
    money("BGN", "bgn", ""),
    money("GEL", "gel", "lari"),
    money("KZT", "kzt", "tenge"),
    money("IRR", "irr", "rial rials"),
    money("SAR", "sar", "riyal riyals"),
    money("AED", "aed", "dirham dirhams"),
    money("BRL", "brl", "reais"),
    money("MXN", "mxn", "peso pesos"),
    money("ZAR", "zar", ""),
    money("NGN", "ngn", "naira"),
    money("KES", "kes", "shilling shillings"),
    money("CAD", "cad", ""),
    money("AUD", "aud", ""),
    money("NZD", "nzd", ""),
    money("HKD", "hkd", ""),
    money("SGD", "sgd", ""),
    money("TWD", "twd", ""),
    money("IDR", "idr", "rupiah"),
    money("THB", "thb", "baht"),
    money("VND", "vnd", "dong"),
    money("EGP", "egp", ""),
    money("PKR", "pkr", ""),
    money("ARS", "ars", ""),
    money("CLP", "clp", ""),
    money("COP", "cop", ""),
    money("MYR", "myr", "ringgit ringgits"),
    money("PHP", "php", ""),
    money("BDT", "bdt", "taka"),
    money("LKR", "lkr", ""),
    money("NPR", "npr", ""),
    money("ISK", "isk", ""),
    money("RSD", "rsd", ""),
    money("MDL", "mdl", ""),
    money("AMD", "amd", "dram drams"),
    money("AZN", "azn", "manat manats"),
    money("UZS", "uzs", ""),
    money("AFN", "afn", "afghani afghanis"),
    money("IQD", "iqd", ""),
    money("SYP", "syp", ""),
    money("LBP", "lbp", ""),
    money("JOD", "jod", ""),
    money("KWD", "kwd", ""),
    money("QAR", "qar", ""),
    money("MAD", "mad", ""),
    money("TND", "tnd", ""),
    money("DZD", "dzd", ""),
    money("LYD", "lyd", ""),
    money("SDG", "sdg", ""),
    money("ETB", "etb", "birr"),
    money("GHS", "ghs", "cedi cedis"),
    money("TZS", "tzs", ""),
    money("UGX", "ugx", ""),
    money("ZMW", "zmw", "kwacha"),
    money("AOA", "aoa", "kwanza"),
    money("XOF", "xof", ""),
    money("MMK", "mmk", "kyat kyats"),
    money("KHR", "khr", "riel riels"),
    money("LAK", "lak", ""),
    money("MNT", "mnt", "tugrik tugriks"),
    money("PEN", "pen", ""),
    money("BOB", "bob", "bolivianos"),
    money("VES", "ves", "bolivars bolívars"),
    money("ALL", "all", "lek leks"),
    money("ANG", "ang", ""),
    money("AWG", "awg", ""),
    money("BAM", "bam", ""),
    money("BBD", "bbd", ""),
    money("BHD", "bhd", ""),
    money("BIF", "bif", ""),
    money("BMD", "bmd", ""),
    money("BND", "bnd", ""),
    money("BSD", "bsd", ""),
    money("BTN", "btn", "ngultrum"),
    money("BWP", "bwp", "pula"),
    money("BZD", "bzd", ""),
    money("CDF", "cdf", ""),
    money("CRC", "crc", ""),
    money("CUP", "cup", ""),
    money("CVE", "cve", ""),
    money("DJF", "djf", ""),
    money("DOP", "dop", ""),
    money("ERN", "ern", "nakfa"),
    money("FJD", "fjd", ""),
    money("FKP", "fkp", ""),
    money("GIP", "gip", ""),
    money("GMD", "gmd", "dalasi dalasis"),
    money("GNF", "gnf", ""),
    money("GTQ", "gtq", "quetzal quetzals quetzales"),
    money("GYD", "gyd", ""),
    money("HNL", "hnl", "lempira lempiras"),
    money("HTG", "htg", "gourde gourdes"),
    money("JMD", "jmd", ""),
    money("KGS", "kgs", ""),
    money("KMF", "kmf", ""),
    money("KPW", "kpw", ""),
    money("KYD", "kyd", ""),
    money("LRD", "lrd", ""),
    money("LSL", "lsl", "maloti"),
    money("MGA", "mga", "ariary"),
    money("MKD", "mkd", "denar denars"),
    money("MOP", "mop", "pataca patacas"),
    money("MRU", "mru", "ouguiya ouguiyas"),
    money("MUR", "mur", ""),
    money("MVR", "mvr", "rufiyaa"),
    money("MWK", "mwk", ""),
    money("MZN", "mzn", "metical meticais"),
    money("NAD", "nad", ""),
    money("NIO", "nio", ""),
    money("OMR", "omr", ""),
    money("PAB", "pab", "balboa balboas"),
    money("PGK", "pgk", "kina"),
    money("PYG", "pyg", "guarani guaranis"),
    money("RWF", "rwf", ""),
    money("SBD", "sbd", ""),
    money("SCR", "scr", ""),
    money("SHP", "shp", ""),
    money("SLE", "sle", ""),
    money("SOS", "sos", ""),
    money("SRD", "srd", ""),
    money("SSP", "ssp", ""),
    money("STN", "stn", ""),
    money("SZL", "szl", "lilangeni emalangeni"),
    money("TJS", "tjs", "somoni"),
    money("TMT", "tmt", ""),
    money("TOP", "top", "pa'anga"),
    money("TTD", "ttd", ""),
    money("UYU", "uyu", ""),
    money("VUV", "vuv", "vatu"),
    money("WST", "wst", ""),
    money("XAF", "xaf", ""),
    money("XCD", "xcd", ""),
    money("XPF", "xpf", ""),
    money("YER", "yer", ""),
    money("ZWG", "zwg", ""),
    money("ESP", "esp", "peseta pesetas"),
    money("NLG", "nlg", "guilder guilders"),
    money("FIM", "fim", "markka markkas"),
    money("DEM", "dem", "deutschmark deutschmarks deutschemark deutschemarks"),
    money("FRF", "frf", ""),
    money("ITL", "itl", ""),
    money("BEF", "bef", ""),
    money("ATS", "ats", ""),
    money("PTE", "pte", "escudo escudos"),
    money("GRD", "grd", "drachma drachmas"),
    money("IEP", "iep", ""),
    money("XBT", "xbt", "bitcoin bitcoins btc"),
];

/// Codes that are words, names or abbreviations of other things too: one is a code only beside a number of five signs or more, or
/// with a scale ("COP 4,000", but "COP 28").
const WORDLIKE: &[&str] = &[
    "all", "bam", "bob", "cop", "cup", "dem", "ern", "gel", "lak", "mad", "mop", "nad", "pab", "pen", "php",
    "ron", "scr", "sos", "std", "top", "try",
];

/// Whether the code in lower case is also something else.
pub(crate) fn is_wordlike(code: &str) -> bool {
    WORDLIKE.contains(&code)
}

/// Codes that are written in lower case too.
const LOWER_CODES: &[&str] = &[
    "usd", "eur", "gbp", "jpy", "cny", "rmb", "inr", "aud", "cad", "nzd", "hkd", "sgd", "chf", "sek", "mxn",
    "btc",
];

/// Money words that a nationality makes another currency of.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("zealand", "dollar", "NZD"),
    ("kong", "dollar", "HKD"),
    ("singapore", "dollar", "SGD"),
    ("taiwan", "dollar", "TWD"),
    ("us", "dollar", "USD"),
    ("us", "cent", "cent"),
    ("u.s.", "cent", "cent"),
    ("american", "cent", "cent"),
    ("euro", "cent", "cent EUR"),
    ("australian", "cent", "cent AUD"),
    ("canadian", "cent", "cent CAD"),
    ("zealand", "cent", "cent NZD"),
    ("african", "cent", "cent ZAR"),
    ("u.s.", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("russian", "ruble", "RUB"),
    ("russian", "rouble", "RUB"),
    ("belarusian", "ruble", "BYN"),
    ("belarusian", "rouble", "BYN"),
    ("ukrainian", "hryvnia", "UAH"),
    ("british", "pound", "GBP"),
    ("egyptian", "pound", "EGP"),
    ("swiss", "franc", "CHF"),
    ("danish", "krone", "DKK"),
    ("norwegian", "krone", "NOK"),
    ("swedish", "krona", "SEK"),
    ("danish", "kroner", "DKK"),
    ("swedish", "kronor", "SEK"),
    ("norwegian", "kroner", "NOK"),
    ("pakistani", "rupee", "PKR"),
    ("indian", "rupee", "INR"),
    ("turkish", "lira", "TRY"),
    ("chinese", "yuan", "CNY"),
    ("japanese", "yen", "JPY"),
    ("korean", "won", "KRW"),
    ("polish", "zloty", "PLN"),
    ("czech", "koruna", "CZK"),
    ("israeli", "shekel", "ILS"),
    ("iranian", "rial", "IRR"),
    ("saudi", "riyal", "SAR"),
    ("mexican", "peso", "MXN"),
    ("south", "rand", "ZAR"),
    ("argentine", "peso", "ARS"),
    ("argentinian", "peso", "ARS"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("philippine", "peso", "PHP"),
    ("sri-lankan", "rupee", "LKR"),
    ("lankan", "rupee", "LKR"),
    ("nepalese", "rupee", "NPR"),
    ("nepali", "rupee", "NPR"),
    ("icelandic", "krona", "ISK"),
    ("icelandic", "krónur", "ISK"),
    ("serbian", "dinar", "RSD"),
    ("iraqi", "dinar", "IQD"),
    ("kuwaiti", "dinar", "KWD"),
    ("jordanian", "dinar", "JOD"),
    ("algerian", "dinar", "DZD"),
    ("tunisian", "dinar", "TND"),
    ("libyan", "dinar", "LYD"),
    ("syrian", "pound", "SYP"),
    ("lebanese", "pound", "LBP"),
    ("sudanese", "pound", "SDG"),
    ("moroccan", "dirham", "MAD"),
    ("romanian", "leu", "RON"),
    ("romanian", "lei", "RON"),
    ("moldovan", "lei", "MDL"),
    ("bulgarian", "lev", "BGN"),
    ("bulgarian", "leva", "BGN"),
    ("brazilian", "real", "BRL"),
    ("peruvian", "sol", "PEN"),
    ("vietnamese", "dong", "VND"),
    ("tanzanian", "shilling", "TZS"),
    ("ugandan", "shilling", "UGX"),
    ("kenyan", "shilling", "KES"),
    ("cfa", "franc", "XOF"),
    ("african", "rand", "ZAR"),
    ("qatari", "riyal", "QAR"),
    ("finnish", "markka", "FIM"),
    ("dutch", "guilder", "NLG"),
    ("german", "mark", "DEM"),
    ("deutsche", "mark", "DEM"),
    ("french", "franc", "FRF"),
    ("belgian", "franc", "BEF"),
    ("italian", "lira", "ITL"),
    ("italian", "lire", "ITL"),
    ("spanish", "peseta", "ESP"),
    ("portuguese", "escudo", "PTE"),
    ("austrian", "schilling", "ATS"),
    ("greek", "drachma", "GRD"),
    ("irish", "pound", "IEP"),
    ("irish", "punt", "IEP"),
    ("jamaican", "dollar", "JMD"),
    ("namibian", "dollar", "NAD"),
    ("liberian", "dollar", "LRD"),
    ("fijian", "dollar", "FJD"),
    ("fiji", "dollar", "FJD"),
    ("bahamian", "dollar", "BSD"),
    ("barbadian", "dollar", "BBD"),
    ("barbados", "dollar", "BBD"),
    ("belize", "dollar", "BZD"),
    ("bermudian", "dollar", "BMD"),
    ("bermuda", "dollar", "BMD"),
    ("brunei", "dollar", "BND"),
    ("cayman", "dollar", "KYD"),
    ("guyanese", "dollar", "GYD"),
    ("surinamese", "dollar", "SRD"),
    ("tobago", "dollar", "TTD"),
    ("caribbean", "dollar", "XCD"),
    ("zimbabwean", "dollar", "ZWG"),
    ("zimbabwe", "dollar", "ZWG"),
    ("singaporean", "dollar", "SGD"),
    ("taiwanese", "dollar", "TWD"),
    ("aussie", "dollar", "AUD"),
    ("cuban", "peso", "CUP"),
    ("dominican", "peso", "DOP"),
    ("uruguayan", "peso", "UYU"),
    ("mauritian", "rupee", "MUR"),
    ("mauritius", "rupee", "MUR"),
    ("seychelles", "rupee", "SCR"),
    ("seychellois", "rupee", "SCR"),
    ("bahraini", "dinar", "BHD"),
    ("macedonian", "denar", "MKD"),
    ("omani", "rial", "OMR"),
    ("yemeni", "rial", "YER"),
    ("emirati", "dirham", "AED"),
    ("uae", "dirham", "AED"),
    ("somali", "shilling", "SOS"),
    ("guinean", "franc", "GNF"),
    ("rwandan", "franc", "RWF"),
    ("burundian", "franc", "BIF"),
    ("burundi", "franc", "BIF"),
    ("congolese", "franc", "CDF"),
    ("djiboutian", "franc", "DJF"),
    ("djibouti", "franc", "DJF"),
    ("comorian", "franc", "KMF"),
    ("pacific", "franc", "XPF"),
    ("gibraltar", "pound", "GIP"),
    ("falkland", "pound", "FKP"),
    ("turkmen", "manat", "TMT"),
    ("azerbaijani", "manat", "AZN"),
    ("uzbek", "som", "UZS"),
    ("uzbek", "soum", "UZS"),
    ("kyrgyz", "som", "KGS"),
    ("malawian", "kwacha", "MWK"),
    ("malawi", "kwacha", "MWK"),
    ("zambian", "kwacha", "ZMW"),
    ("samoan", "tala", "WST"),
    ("papua", "kina", "PGK"),
    ("nicaraguan", "cordoba", "NIO"),
    ("bolivian", "boliviano", "BOB"),
    ("sierra", "leone", "SLE"),
    ("bosnian", "mark", "BAM"),
    ("convertible", "mark", "BAM"),
    ("north-korean", "won", "KPW"),
    ("aruban", "florin", "AWG"),
    ("swazi", "lilangeni", "SZL"),
    ("tongan", "pa'anga", "TOP"),
    ("malaysian", "ringgit", "MYR"),
    ("thai", "baht", "THB"),
    ("indonesian", "rupiah", "IDR"),
    ("nigerian", "naira", "NGN"),
    ("hungarian", "forint", "HUF"),
    ("ghanaian", "cedi", "GHS"),
    ("georgian", "lari", "GEL"),
    ("armenian", "dram", "AMD"),
    ("kazakh", "tenge", "KZT"),
    ("ethiopian", "birr", "ETB"),
    ("afghan", "afghani", "AFN"),
    ("bangladeshi", "taka", "BDT"),
    ("angolan", "kwanza", "AOA"),
    ("cambodian", "riel", "KHR"),
    ("lao", "kip", "LAK"),
    ("myanmar", "kyat", "MMK"),
    ("mongolian", "tugrik", "MNT"),
    ("albanian", "lek", "ALL"),
    ("bhutanese", "ngultrum", "BTN"),
    ("israeli", "shekels", "ILS"),
    ("haitian", "gourde", "HTG"),
    ("honduran", "lempira", "HNL"),
    ("guatemalan", "quetzal", "GTQ"),
    ("venezuelan", "bolivar", "VES"),
    ("venezuelan", "bolívar", "VES"),
    ("paraguayan", "guarani", "PYG"),
    ("costa-rican", "colon", "CRC"),
    ("rican", "colon", "CRC"),
    ("rican", "colón", "CRC"),
    ("eritrean", "nakfa", "ERN"),
    ("gambian", "dalasi", "GMD"),
    ("mozambican", "metical", "MZN"),
    ("malagasy", "ariary", "MGA"),
    ("mauritanian", "ouguiya", "MRU"),
    ("botswanan", "pula", "BWP"),
    ("botswana", "pula", "BWP"),
    ("tajik", "somoni", "TJS"),
    ("macanese", "pataca", "MOP"),
    ("papuan", "kina", "PGK"),
    ("maldivian", "rufiyaa", "MVR"),
];

static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let units = UNITS.iter().flat_map(|unit| unit.forms.split_whitespace().map(|form| (form, unit.name)));
    let moneys =
        MONEYS.iter().flat_map(|money| money.forms.split_whitespace().map(|form| (form, money.code)));
    units.chain(moneys).collect()
});

/// Every word for a unit, for the lexicon.
pub(crate) fn forms() -> impl Iterator<Item = &'static str> {
    let units = UNITS.iter().flat_map(|unit| unit.forms.split_whitespace());
    let moneys = MONEYS.iter().flat_map(|money| money.forms.split_whitespace());
    units.chain(moneys)
}

/// Every currency code in lower case, for the lexicon.
pub(crate) fn money_codes() -> impl Iterator<Item = &'static str> {
    MONEYS.iter().map(|money| money.lower).chain(["rmb", "rs", "btc", "sfr", "skr", "nkr", "dkr", "rm"])
}

/// `value` of `unit` in the unit that others of its kind can be compared in: 6 km is 6000 m, 30 % is 0.3.
/// None for currencies, for counts and for what no table holds.
pub fn in_base_unit(value: f64, unit: &str) -> Option<(f64, &'static str)> {
    if unit == SHARE {
        return Some((value, SHARE));
    }
    let squared = unit.strip_suffix('2').map(|side| (side, 2, "m2"));
    let cubed = unit.strip_suffix('3').map(|side| (side, 3, "m3"));
    if let Some((side, power, base)) = squared.or(cubed) {
        let side = UNITS.iter().find(|known| known.name == side && known.base == "m")?;
        return Some((value * side.factor.powi(power), base));
    }
    let known = UNITS.iter().find(|known| known.name == unit)?;
    Some((value * known.factor, known.base))
}

/// A unit found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) end: usize,
    /// Hyphened to its number: "30-day".
    pub(crate) joined: bool,
    /// Power of ten that the unit brings with it: 6 for "MUSD".
    pub(crate) exponent: i32,
}

fn found(name: &str, end: usize) -> Found {
    Found { name: name.to_owned(), end, joined: false, exponent: 0 }
}

/// The unit at token `i`, right after a number of the given value.
pub(crate) fn read(line: &Line, i: usize) -> Option<Found> {
    if line.joins(i) {
        return plain(line, i + 1).map(|unit| Found { joined: true, ..unit });
    }
    if line.kind(i) == Kind::Open
        && line.kind(i + 2) == Kind::Close
        && !line.glued(i)
        && line.raw(i + 1).len() > 1
    {
        // "20 (kg)"
        return plain(line, i + 1).filter(|unit| unit.end == i + 2).map(|unit| Found { end: i + 3, ..unit });
    }
    plain(line, i)
}

fn plain(line: &Line, i: usize) -> Option<Found> {
    match line.kind(i) {
        Kind::Percent => Some(points(line, i + 1).unwrap_or_else(|| found("%", i + 1))),
        Kind::Degree => Some(degrees(line, i + 1)),
        Kind::Currency => Some(found(symbol_code(line.raw(i))?, i + 1)),
        Kind::Quote if line.raw(i) == "\"" && line.any(i + 1, EXTENTS) => Some(found("in", i + 1)),
        Kind::Other if line.is(i, "¢") => Some(found("cent", i + 1)),
        Kind::Name => written_power(line.raw(i)).map(|name| found(name, i + 1)),
        Kind::Word => symbol(line, i)
            .or_else(|| phrase(line, i))
            .or_else(|| percent_words(line, i))
            .or_else(|| power_of(line, i))
            .or_else(|| national(line, i))
            .or_else(|| named(line, i)),
        _ => None,
    }
}

/// What follows the sign for inches: `10" long`.
const EXTENTS: &[&str] =
    &["long", "wide", "tall", "high", "thick", "deep", "screen", "screens", "display", "displays"];
/// "145p", "370 Nm", "2.4 bar": a symbol that must be written just so.
fn symbol(line: &Line, i: usize) -> Option<Found> {
    let (symbol, name) = GLUED.iter().find(|(symbol, _)| *symbol == line.raw(i))?;
    // "bar" in the singular behind a number of more than one is no place to drink.
    let before = i.checked_sub(1).filter(|at| line.kind(*at) == Kind::Number && !line.is(*at, "1"));
    let noun = line.is_word(i + 1) && !line.has(i + 1, Tags::FUNCTION); // "12 bar owners"
    let apart = before.is_some() && (matches!(*symbol, "Nm" | "nm" | "PS") || (*symbol == "bar" && !noun));
    (line.glued(i) || apart).then(|| found(name, i + 1))
}

/// "parts per million", "lb-ft".
fn phrase(line: &Line, i: usize) -> Option<Found> {
    PHRASES.iter().find_map(|(words, name)| {
        let mut at = i;
        for word in *words {
            at += usize::from(at > i && line.joins(at));
            at = line.is(at, word).then_some(at + 1)?;
        }
        Some(found(name, at))
    })
}

/// Whether the symbol of a unit ends in a digit for its power.
pub(crate) fn is_written_power(symbol: &str) -> bool {
    written_power(symbol).is_some()
}

/// "km2", where the power is written as a digit.
fn written_power(raw: &str) -> Option<&'static str> {
    ["km2", "m2", "cm2", "mm2", "km3", "m3", "cm3", "ft2", "ft3"].into_iter().find(|name| *name == raw)
}

/// Smaller units that may follow a greater one, and how many of them make it: "5 feet 2 inches".
const SMALLER: &[(&str, &str, f64)] = &[
    ("ft", "in", 12.0),
    ("lb", "oz", 16.0),
    ("st", "lb", 14.0),
    ("h", "min", 60.0),
    ("min", "s", 60.0),
    ("m", "cm", 100.0),
    ("km", "m", 1000.0),
    ("USD", "cent", 100.0),
    ("EUR", "cent", 100.0),
    ("GBP", "penny", 100.0),
];

/// How many of `smaller` make one `greater`, where the two are told together.
pub(crate) fn parts(greater: &str, smaller: &str) -> Option<f64> {
    SMALLER.iter().find(|(one, other, _)| *one == greater && *other == smaller).map(|(_, _, parts)| *parts)
}

fn percent_words(line: &Line, i: usize) -> Option<Found> {
    if line.starts(i, &["per", "cent"]) {
        return Some(found("%", i + 2));
    }
    match line.word(i) {
        "percent" | "percents" | "pct" => Some(found("%", i + 1)),
        "percentage" => points(line, i + 1 + usize::from(line.joins(i + 1)))
            .or_else(|| (!line.is_word(i + 1)).then(|| found("%", i + 1))),
        "basis" if line.any(i + 1, &["point", "points"]) => Some(found("bp", i + 2)),
        _ => None,
    }
}

fn points(line: &Line, i: usize) -> Option<Found> {
    line.any(i, &["point", "points"]).then(|| found("pp", i + 1))
}

fn degrees(line: &Line, i: usize) -> Found {
    let i = i + usize::from(line.is(i, ".") && line.glued(i) && line.any(i + 1, &["c", "f"]));
    match line.word(i) {
        "c" | "celsius" | "celcius" | "centigrade" | "centigrate" => found("°C", i + 1),
        "f" | "fahrenheit" | "farenheit" => found("°F", i + 1),
        _ => found("°", i),
    }
}

/// "square kilometres", "sq. km", "cubic metres".
fn power_of(line: &Line, i: usize) -> Option<Found> {
    let power = match line.word(i) {
        "square" | "sq" => '2',
        "cubic" => '3',
        "metric" if line.any(i + 1, &["ton", "tons", "tonne", "tonnes"]) => return Some(found("t", i + 2)),
        "nautical" if line.any(i + 1, &["mile", "miles"]) => return Some(found("nmi", i + 2)),
        "light" => {
            let year = i + 1 + usize::from(line.joins(i + 1));
            return line.any(year, &["year", "years"]).then(|| found("ly", year + 1));
        }
        _ => return None,
    };
    let at = i + 1 + usize::from(line.is(i + 1, ".")) + usize::from(line.joins(i + 1));
    let side = FORMS.get(line.word(at))?;
    let length = UNITS.iter().any(|unit| unit.name == *side && unit.base == "m");
    length.then(|| found(&format!("{side}{power}"), at + 1))
}

/// "Canadian dollars".
fn national(line: &Line, i: usize) -> Option<Found> {
    if !line.has(i + 1, Tags::UNIT) && !line.any(i + 1, NATIONAL_ONLY) {
        return None;
    }
    let singular = line.word(i + 1).strip_suffix('s').unwrap_or(line.word(i + 1));
    let hit = NATIONAL
        .iter()
        .find(|(nation, money, _)| line.is(i, nation) && (*money == singular || line.is(i + 1, money)));
    hit.map(|(_, _, code)| found(code, i + 2))
}

/// Words that are money only behind a nation.
const NATIONAL_ONLY: &[&str] = &[
    "rand",
    "won",
    "dinar",
    "dinars",
    "leu",
    "lei",
    "lev",
    "leva",
    "real",
    "sol",
    "krónur",
    "mark",
    "marks",
    "lire",
    "schilling",
    "schillings",
    "som",
    "soum",
    "tala",
    "cordoba",
    "cordobas",
    "boliviano",
    "leone",
    "leones",
    "florin",
    "florins",
    "colon",
    "colones",
    "colón",
    "bolivar",
    "punt",
    "punts",
];

fn named(line: &Line, i: usize) -> Option<Found> {
    if let Some(code) =
        line.has(i, Tags::MONEY_CODE).then(|| code_beside(line, i, i.wrapping_sub(1))).flatten()
    {
        let price = line.kind(i + 1) == Kind::Number && line.glued(i + 1); // "three USD50 cards"
        return (!price).then(|| found(code, i + 1));
    }
    if let Some((code, exponent)) = scaled_code(line.raw(i)) {
        return Some(Found { exponent, ..found(code, i + 1) });
    }
    if !line.has(i, Tags::UNIT) {
        return None;
    }
    let word = line.word(i);
    let name = *FORMS.get(word)?;
    let by_another = line.is(i + 1, "/") && line.glued(i + 1); // "118 g/km"
    if GLUED_ONLY.contains(&word) && !line.glued(i) && !by_another {
        return None;
    }
    if matches!(word, "c" | "f") && (!line.capital(i) || line.is(i + 1, "/")) {
        return None; // degrees: "-20C"
    }
    if name == "cup" && !line.is(i + 1, "of") && !measures_in_cups(line, i) {
        return None; // "won two cups"
    }
    if word == "bit" && !line.joins(i.wrapping_sub(1)) {
        return None; // "16-bit"
    }
    if line.capital(i) && word.len() > 3 && !line.opens_sentence(i) && line.capital(i + 1) {
        return None; // a name: "Mile High"
    }
    Some(match name {
        "°" => degrees(line, i + 1),
        "lb" if line.is(i + 1, "sterling") => found("GBP", i + 2),
        _ => energy(line, i, name)
            .or_else(|| speed(line, i, name))
            .or_else(|| per_volume(line, i, name))
            .or_else(|| raised(line, i, name))
            .or_else(|| per_measure(line, i, name))
            .unwrap_or_else(|| found(name, i + 1)),
    })
}

/// "½ cup", "1/2 cup": parts of cups are measures, whole ones as often prizes.
fn measures_in_cups(line: &Line, i: usize) -> bool {
    i > 0 && line.kind(i - 1) == Kind::Fraction || i > 1 && line.is(i - 2, "/")
}

/// "gigawatt hours", "MW-h".
fn energy(line: &Line, i: usize, power: &str) -> Option<Found> {
    let hour = i + 1 + usize::from(line.joins(i + 1));
    let name = match (power, line.word(hour)) {
        ("W", "hour" | "hours") => "Wh",
        ("kW", "hour" | "hours") => "kWh",
        ("MW", "hour" | "hours") => "MWh",
        ("GW", "hour" | "hours") => "GWh",
        ("TW", "hour" | "hours") => "TWh",
        _ => return None,
    };
    Some(found(name, hour + 1))
}

/// "micrograms per cubic metre", "people per square kilometre": a measure by area or volume.
fn per_volume(line: &Line, i: usize, name: &str) -> Option<Found> {
    let side = line.any(i + 1, &["per", "a"]).then(|| power_of(line, i + 2)).flatten()?;
    Some(found(&format!("{name}/{}", side.name), side.end))
}

/// "62mg per litre", "118 g/km", "5.4 litres per 100km": a measure by another one; a rate in time is told by [`rate`].
fn per_measure(line: &Line, i: usize, name: &str) -> Option<Found> {
    let slash = line.is(i + 1, "/") && line.glued(i + 1);
    if !(slash || line.is(i + 1, "per")) || is_money(name) || hundredth_of(name).is_some() {
        return None;
    }
    let hundred = line.is(i + 2, "100");
    let at = i + 2 + usize::from(hundred);
    let by = FORMS.get(line.word(at)).and_then(|by| UNITS.iter().find(|unit| unit.name == *by))?;
    let in_time = matches!(by.base, "s" | "mo" | "yr" | "night");
    let times = if hundred { "100" } else { "" };
    (!in_time).then(|| found(&format!("{name}/{times}{}", by.name), at + 1))
}

/// "km²", "m³".
fn raised(line: &Line, i: usize, length: &str) -> Option<Found> {
    let power = match line.word(i + 1) {
        "²" => '2',
        "³" => '3',
        _ => return None,
    };
    Some(found(&format!("{length}{power}"), i + 2))
}

/// "km per hour", "miles an hour", "m/s".
fn speed(line: &Line, i: usize, length: &str) -> Option<Found> {
    let after = match line.word(i + 1) {
        "per" | "an" | "a" | "/" => i + 2,
        _ => return None,
    };
    let name = match (length, line.word(after)) {
        ("km", "hour" | "h" | "hr") => "km/h",
        ("mi", "hour" | "h" | "hr") => "mph",
        ("m", "second" | "s" | "sec") => "m/s",
        ("km", "second" | "s" | "sec") => "km/s",
        _ => return None,
    };
    Some(found(name, after + 1))
}

/// "per day", "a month", "/day" after a unit or a counted thing: the word for the period.
pub(crate) fn rate(line: &Line, i: usize) -> Option<Found> {
    let at = match line.word(i) {
        "per" | "/" | "each" | "every" => i + 1,
        "a" | "an"
            if !line.any(i + 2, &["ago", "later", "earlier", "before", "after", "or", "and", "of"]) =>
        {
            i + 1
        }
        _ => return None,
    };
    let name = match line.word(at) {
        "second" => "s",
        "minute" => "min",
        "hour" => "h",
        "day" => "d",
        "night" => "night",
        "week" => "wk",
        "month" => "mo",
        "year" | "annum" => "yr",
        "game" => "game",
        "match" => "match",
        "s" | "sec" if line.is(i, "/") => "s",
        "min" if line.is(i, "/") => "min",
        "h" | "hr" if line.is(i, "/") => "h",
        _ => return None,
    };
    let same_line = !line.glued(i) || line.is(i, "/");
    same_line.then(|| found(name, at + 1))
}

/// "a barrel", "per tonne", "a square metre", "a share" after a price: what is priced.
pub(crate) fn price_of(line: &Line, i: usize) -> Option<Found> {
    if !line.any(i, &["a", "an", "per", "/"]) {
        return None;
    }
    if let Some(side) = power_of(line, i + 1) {
        return Some(side);
    }
    if let Some(unit) = named(line, i + 1).filter(|unit| !is_money(&unit.name)) {
        return Some(unit);
    }
    if line.starts(i + 1, &["million", "british", "thermal", "units"]) {
        return Some(found("MMBtu", i + 5));
    }
    let word = line.word(i + 1);
    let priced = line.is(i, "per")
        && line.is_word(i + 1)
        && !line.has(i + 1, Tags::FUNCTION | Tags::NUMBER | Tags::SCALE);
    (priced || PRICED.contains(&word)).then(|| found(word, i + 2))
}

/// What prices are told by besides units.
const PRICED: &[&str] = &[
    "share",
    "vial",
    "head",
    "person",
    "bottle",
    "dose",
    "ticket",
    "unit",
    "piece",
    "bag",
    "sack",
    "box",
    "pack",
    "loaf",
    "dozen",
    "household",
    "vote",
    "shot",
    "ride",
    "seat",
    "copy",
    "game",
    "student",
    "pupil",
    "patient",
    "child",
    "coin",
    "bale",
    "crate",
];

/// A currency before a number that begins at `i`: where it starts and its code.
pub(crate) fn money_before(line: &Line, i: usize) -> Option<(usize, &'static str)> {
    let at = i.checked_sub(1)?;
    if line.kind(at) == Kind::Currency {
        let code = symbol_code(line.raw(at))?;
        return Some(dollar_of(line, at).filter(|_| code == "USD").unwrap_or((at, code)));
    }
    let code = line.has(at, Tags::MONEY_CODE).then(|| code_beside(line, at, i))??;
    Some((at, code))
}

/// The word for a currency before a number that begins at `i`: where it stands, and its code.
pub(crate) fn money_word_before(line: &Line, i: usize) -> Option<(usize, &'static str)> {
    let at = i.checked_sub(1).filter(|at| line.has(*at, Tags::UNIT))?;
    let code = *FORMS.get(line.word(at))?;
    is_money(code).then_some((at, code))
}

/// A code with its scale before a number that begins at `i`: "MSEK 120" is 120 million.
pub(crate) fn scaled_money_before(line: &Line, i: usize) -> Option<(usize, &'static str, i32)> {
    let at = i.checked_sub(1).filter(|at| line.is_word(*at))?;
    let (code, exponent) = scaled_code(line.raw(at))?;
    Some((at, code, exponent))
}

/// Codes that business news write a scale before.
const SCALED_CODES: &[&str] =
    &["USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "AUD", "CAD", "NZD", "PLN", "CNY", "JPY", "INR"];

/// "MUSD", "KEUR": a code with the letter of its scale.
fn scaled_code(raw: &str) -> Option<(&'static str, i32)> {
    let exponent = match raw.as_bytes().first().filter(|_| raw.len() == 4)? {
        b'K' => 3,
        b'M' => 6,
        b'B' => 9,
        _ => return None,
    };
    let code = SCALED_CODES.iter().find(|code| raw.get(1..) == Some(**code))?;
    Some((code, exponent))
}

/// The code at `i` with its number at `number`.
fn code_beside(line: &Line, i: usize, number: usize) -> Option<&'static str> {
    let word = line.word(i);
    let grouped =
        line.raw(number).len() > 4 || line.has(number, Tags::SCALE) || line.has(number + 1, Tags::SCALE);
    if is_wordlike(word) && !grouped {
        return None;
    }
    if LOWER_CODES.contains(&word) && line.raw(i) == word {
        return code_of(&word.to_ascii_uppercase());
    }
    code_of(line.raw(i))
}

/// The letters before a dollar sign: "US$", "HK$", "C $" as old wires have it.
fn dollar_of(line: &Line, at: usize) -> Option<(usize, &'static str)> {
    let before = at.checked_sub(1)?;
    let code = match line.word(before) {
        "us" | "u.s." | "u.s" => "USD",
        "a" if line.glued(at) && line.capital(before) => "AUD",
        "au" => "AUD",
        "c" | "ca" | "can" => "CAD",
        "nz" => "NZD",
        "hk" => "HKD",
        "s" if line.glued(at) && line.capital(before) => "SGD",
        "nt" => "TWD",
        "mex" | "mx" => "MXN",
        "r" if line.glued(at) && line.capital(before) => "BRL",
        code if line.glued(at) && line.has(before, Tags::MONEY_CODE) => code_of(&code.to_ascii_uppercase())?,
        _ => return None,
    };
    // Apart, as wires have them, they are words too: "it cost us $1 billion".
    let wire = !line.glued(at + 1) && !line.is(before, "can");
    (line.glued(at) || wire).then_some((before, code))
}

fn code_of(raw: &str) -> Option<&'static str> {
    match raw {
        "RMB" => Some("CNY"),
        "Rs" => Some("INR"),
        "BTC" => Some("XBT"),
        "SFr" => Some("CHF"),
        "SKr" => Some("SEK"),
        "NKr" => Some("NOK"),
        "DKr" => Some("DKK"),
        "RM" => Some("MYR"),
        _ => MONEYS.iter().map(|money| money.code).find(|code| *code == raw),
    }
}

fn symbol_code(raw: &str) -> Option<&'static str> {
    Some(match raw {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₽" => "RUB",
        "₴" => "UAH",
        "₺" => "TRY",
        "₹" => "INR",
        "₩" => "KRW",
        "₪" => "ILS",
        "₸" => "KZT",
        "₦" => "NGN",
        "₿" => "XBT",
        "₾" => "GEL",
        "₡" => "CRC",
        "₫" => "VND",
        "₱" => "PHP",
        "₲" => "PYG",
        "₵" => "GHS",
        "₼" => "AZN",
        "₮" => "MNT",
        "₭" => "LAK",
        "฿" => "THB",
        _ => return None,
    })
}

/// Whether `unit` is an ISO 4217 code.
pub(crate) fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}
