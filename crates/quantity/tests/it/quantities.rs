//! Sentences with the quantities that a reporter would read in them.

use crate::check_quantities as check;

#[test]
fn n_of_m() {
    check(
        "The Ukrainian Air Force reported downing 45 of 71 drones and decoys launched overnight by Russian forces.",
        &["45 of 71 drones and decoys = 45 count <drones and decoys> of 71 <drones and decoys>"],
    );
    check(
        "Air defences stopped 45 out of 71 drones.",
        &["45 out of 71 drones = 45 count <drones> of 71 <drones>"],
    );
    check(
        "Two of the seven missiles got through.",
        &["Two of the seven missiles = 2 count <missiles> of 7 <missiles>"],
    );
    check(
        "Two of its seven ballistic missiles failed.",
        &["Two of its seven ballistic missiles = 2 count <ballistic missiles> of 7 <ballistic missiles>"],
    );
    check(
        "None of the five suspects was charged.",
        &["None of the five suspects = 0 count <suspects> of 5 <suspects>"],
    );
    check(
        "All 12 crew members were rescued.",
        &["12 crew members = 12 count <crew members> of 12 <crew members>"],
    );
    check(
        "Russia launched 71 drones, of which 45 were downed.",
        &["71 drones = 71 count <drones>", "45 = 45 count <drones> of 71 <drones>"],
    );
    check(
        "They fired 12 rockets, three of which fell in open fields.",
        &["12 rockets = 12 count <rockets>", "three = 3 count <rockets> of 12 <rockets>"],
    );
    check(
        "The crews destroyed 45 drones of the 71 fired that night.",
        &["45 drones of the 71 = 45 count <drones> of 71 <drones>"],
    );
    check(
        "Only 9 out of 10 households had heating.",
        &["9 out of 10 households = 9 count <households> of 10 <households>"],
    );
    check(
        "At least 30 of the roughly 200 prisoners were women.",
        &["At least 30 of the roughly 200 prisoners = at_least 30 count <prisoners> of 200 <prisoners>"],
    );
    check(
        "Three of Ukraine's five largest plants were hit.",
        &["Three of Ukraine's five largest plants = 3 count <largest plants> of 5 <largest plants>"],
    );
    check(
        "One in five children goes hungry.",
        &["One in five children = 1 count <children> of 5 <children>"],
    );
    check(
        "More than 300 of the 1,000 bodies have been identified.",
        &["More than 300 of the 1,000 bodies = over 300 count <bodies> of 1000 <bodies>"],
    );
    check(
        "About 30% of the 500 voters stayed at home.",
        &["About 30% of the 500 voters = about 30 % <voters> of 500 <voters>"],
    );
    check("Two of the drones hit a warehouse.", &["Two of the drones = 2 count <drones>"]);
    check("Forty of some 90 boats sank.", &["Forty of some 90 boats = 40 count <boats> of 90 <boats>"]);
    check(
        "An estimated 15 of 27 members voted for it.",
        &["An estimated 15 of 27 members = about 15 count <members> of 27 <members>"],
    );
}

#[test]
fn bounds() {
    check(
        "Russia has taken over 19,000 children from Ukraine.",
        &["over 19,000 children = over 19000 count <children>"],
    );
    check(
        "Each side will free at least 1,200 prisoners.",
        &["at least 1,200 prisoners = at_least 1200 count <prisoners>"],
    );
    check("Moscow offered to hand over 3,000 bodies.", &["3,000 bodies = 3000 count <bodies>"]);
    check("A truce of up to 48 hours was proposed.", &["up to 48 hours = at_most 48 h"]);
    check("Troops advanced roughly 6km in a week.", &["roughly 6km = about 6 km"]);
    check("No fewer than 30 houses burned.", &["No fewer than 30 houses = at_least 30 count <houses>"]);
    check("No more than 10 people may enter.", &["No more than 10 people = at_most 10 count <people>"]);
    check("More than 500 tanks were lost.", &["More than 500 tanks = over 500 count <tanks>"]);
    check("Fewer than 20 villages remain.", &["Fewer than 20 villages = under 20 count <villages>"]);
    check("As many as 200 people may be trapped.", &["As many as 200 people = at_most 200 count <people>"]);
    check("Nearly 5,000 homes have no power.", &["Nearly 5,000 homes = about 5000 count <homes>"]);
    check("Some 40 protesters were detained.", &["Some 40 protesters = about 40 count <protesters>"]);
    check("Around 1,500 soldiers took part.", &["Around 1,500 soldiers = about 1500 count <soldiers>"]);
    check("Just over 100 ships have passed.", &["Just over 100 ships = over 100 count <ships>"]);
    check(
        "Well over 2,000 troops crossed the border.",
        &["Well over 2,000 troops = over 2000 count <troops>"],
    );
    check("Just under 60% agreed.", &["Just under 60% = under 60 %"]);
    check(
        "A maximum of 25 visitors is allowed.",
        &["A maximum of 25 visitors = at_most 25 count <visitors>"],
    );
    check(
        "A minimum of 3 witnesses is required.",
        &["A minimum of 3 witnesses = at_least 3 count <witnesses>"],
    );
    check("The fine is not less than $500.", &["not less than $500 = at_least 500 USD"]);
    check("Twenty or more people were hurt.", &["Twenty or more people = at_least 20 count <people>"]);
    check("It took 30 minutes or so.", &["30 minutes or so = about 30 min"]);
    check("The army lost 500+ vehicles.", &["500+ vehicles = at_least 500 count <vehicles>"]);
    check("He needs 20-plus votes.", &["20-plus votes = at_least 20 count <votes>"]);
    check("Some 30-odd houses were damaged.", &["Some 30-odd houses = about 30 count <houses>"]);
    check("Almost half of the crop was lost.", &["Almost half of the crop = about 0.5 ratio <crop>"]);
    check(
        "In excess of 10,000 claims were filed.",
        &["In excess of 10,000 claims = over 10000 count <claims>"],
    );
    check("Close to 700 fighters surrendered.", &["Close to 700 fighters = about 700 count <fighters>"]);
    check("The death toll exceeded 1,000.", &["exceeded 1,000 = over 1000 count"]);
    check("An estimated 70,000 people fled.", &["An estimated 70,000 people = about 70000 count <people>"]);
    check("The toll rose to at least 23.", &["at least 23 = at_least 23 count up"]);
    check("Another 20 people are missing.", &["Another 20 people = 20 count <people>"]);
    check("A total of 350 prisoners came home.", &["A total of 350 prisoners = 350 count <prisoners>"]);
    check("They seized up to five boats.", &["up to five boats = at_most 5 count <boats>"]);
    check("The blast killed 5 people or more.", &["5 people or more = at_least 5 count <people>"]);
}

#[test]
fn values() {
    check("Forty-five soldiers died.", &["Forty-five soldiers = 45 count <soldiers>"]);
    check("Two dozen tanks burned.", &["Two dozen tanks = 24 count <tanks>"]);
    check("Half a dozen shells fell.", &["Half a dozen shells = 6 count <shells>"]);
    check("Half a million people left.", &["Half a million people = 500000 count <people>"]);
    check("A hundred trucks crossed.", &["A hundred trucks = 100 count <trucks>"]);
    check(
        "One hundred and twenty-three workers were trapped.",
        &["One hundred and twenty-three workers = 123 count <workers>"],
    );
    check("Two and a half million tonnes were shipped.", &["Two and a half million tonnes = 2500000 t"]);
    check("Officials counted 1.2 million refugees.", &["1.2 million refugees = 1200000 count <refugees>"]);
    check("There are 1 200 soldiers in the town.", &["1 200 soldiers = 1200 count <soldiers>"]);
    check("The loan is worth 19.000.000 rubles.", &["19.000.000 rubles = 19000000 RUB"]);
    check(
        "Hundreds of thousands of people marched.",
        &["Hundreds of thousands of people = 100000..999999 count <people>"],
    );
    check("Dozens of people were killed.", &["Dozens of people = 12..99 count <people>"]);
    check("Tens of thousands fled.", &["Tens of thousands = 10000..99999 count"]);
    check("Several hundred soldiers surrendered.", &["Several hundred soldiers = 100..999 count <soldiers>"]);
    check("A few thousand residents stayed.", &["A few thousand residents = 1000..9999 count <residents>"]);
    check("A couple of shells hit the roof.", &["A couple of shells = 2..3 count <shells>"]);
    check("Scores of houses burned.", &["Scores of houses = 20..199 count <houses>"]);
    check("Hundreds were detained.", &["Hundreds = 100..999 count"]);
    check("He waited 3½ hours.", &["3½ hours = 3.5 h"]);
    check("He ran 2 1/2 miles.", &["2 1/2 miles = 2.5 mi"]);
    check("They got a third of the grain.", &["a third of the grain = 0.3333 ratio <grain>"]);
    check("Two-thirds of the pupils passed.", &["Two-thirds of the pupils = 0.6667 ratio <pupils>"]);
    check("Three quarters of voters agreed.", &["Three quarters of voters = 0.75 ratio <voters>"]);
    check("Half the population has fled.", &["Half the population = 0.5 ratio <population>"]);
    check("A quarter of a century has passed.", &[]);
    check("Zero drones were lost.", &["Zero drones = 0 count <drones>"]);
    check("It fell to -20 degrees Celsius.", &["-20 degrees Celsius = -20 °C down"]);
    check("The plant lost twelve hundred jobs.", &["twelve hundred jobs = 1200 count <jobs>"]);
    check(
        "Five million three hundred thousand people live there.",
        &["Five million three hundred thousand people = 5300000 count <people>"],
    );
}

#[test]
fn ranges() {
    check("Between 10 and 20 people died.", &["Between 10 and 20 people = 10..20 count <people>"]);
    check("Some 10-20 people stayed.", &["Some 10-20 people = 10..20 count <people>"]);
    check("It will take 10 to 20 days.", &["10 to 20 days = 10..20 d"]);
    check("A deal worth $1.2-1.5bn was signed.", &["$1.2-1.5bn = 1200000000..1500000000 USD"]);
    check(
        "The project costs €10 million to €12 million.",
        &["€10 million to €12 million = 10000000..12000000 EUR"],
    );
    check("Growth of 2-3% is expected.", &["2-3% = 2..3 %"]);
    check("From 100 to 150 shells fall daily.", &["From 100 to 150 shells = 100..150 count <shells>"]);
    check("Two or three rockets landed.", &["Two or three rockets = 2..3 count <rockets>"]);
    check("The drones flew 300–400 km.", &["300–400 km = 300..400 km"]);
    check("They want 5 to 7 million tonnes.", &["5 to 7 million tonnes = 5000000..7000000 t"]);
    check("The error is 45 ± 3 kg.", &["45 ± 3 kg = 42..48 kg"]);
}

#[test]
fn money() {
    check("The EU will lend €3 million.", &["€3 million = 3000000 EUR"]);
    check("A $60bn package passed.", &["$60bn package = 60000000000 USD <package>"]);
    check("The fund holds 1.2 billion dollars.", &["1.2 billion dollars = 1200000000 USD"]);
    check("They paid 500 million hryvnias.", &["500 million hryvnias = 500000000 UAH"]);
    check("It costs US$5m.", &["US$5m = 5000000 USD"]);
    check("The bill was £1,250.50.", &["£1,250.50 = 1250.5 GBP"]);
    check("A fine of 10,000 rubles was imposed.", &["10,000 rubles = 10000 RUB"]);
    check("Canada gave 20 million Canadian dollars.", &["20 million Canadian dollars = 20000000 CAD"]);
    check("Germany pledged €2bn in aid.", &["€2bn in aid = 2000000000 EUR <aid>"]);
    check("The deal is worth USD 40 million.", &["USD 40 million = 40000000 USD"]);
    check("It was sold for 3 million pounds.", &["3 million pounds = 3000000 GBP"]);
    check("Tokyo offered 10 billion yen.", &["10 billion yen = 10000000000 JPY"]);
    check("They sold $2 million worth of grain.", &["$2 million worth of grain = 2000000 USD <grain>"]);
    check("Oil rose to $80 a barrel.", &["$80 a barrel = 80 USD/bbl up"]);
}

#[test]
fn percent() {
    check("Inflation tripled to 30%.", &["30% = 30 % up"]);
    check("Turnout was 52.3 percent.", &["52.3 percent = 52.3 %"]);
    check("The rate rose by 3 percentage points.", &["3 percentage points = 3 pp up"]);
    check("Rates were cut by 25 basis points.", &["25 basis points = 25 bp down"]);
    check(
        "Around 12 per cent of voters are undecided.",
        &["Around 12 per cent of voters = about 12 % <voters>"],
    );
    check("Exports fell by 5.5%.", &["5.5% = 5.5 % down"]);
    check("A 5% increase was announced.", &["5% = 5 % up"]);
    check("Support stands at 30%, up from 20%.", &["30% = 30 % up", "20% = 20 % up"]);
    check("Prices rose from 10% to 20%.", &["10% = 10 % up", "20% = 20 % up"]);
}

#[test]
fn units() {
    check("The blast was 6 km from the border.", &["6 km = 6 km"]);
    check("The fire burned 300 hectares.", &["300 hectares = 300 ha"]);
    check("The ship carried 30,000 tonnes of grain.", &["30,000 tonnes of grain = 30000 t <grain>"]);
    check("They agreed on a 30-day ceasefire.", &["30-day ceasefire = 30 d <ceasefire>"]);
    check("The convoy drove 90 kilometres per hour.", &["90 kilometres per hour = 90 km/h"]);
    check("Winds of 120 mph hit the coast.", &["120 mph = 120 mph"]);
    check("The island covers 30 square kilometres.", &["30 square kilometres = 30 km2"]);
    check("The talks lasted five hours.", &["five hours = 5 h"]);
    check("It weighs 500kg.", &["500kg = 500 kg"]);
    check("Temperatures reached 40°C.", &["40°C = 40 °C"]);
    check("He was jailed for 12 years.", &["12 years = 12 yr"]);
    check("The reactor makes 1,000 megawatts.", &["1,000 megawatts = 1000 MW"]);
    check("The missile has a range of 2,500 km.", &["2,500 km = 2500 km"]);
    check("They want three weeks of talks.", &["three weeks of talks = 3 wk <talks>"]);
    check("He waited half an hour.", &["half an hour = 0.5 h"]);
    check("They make 500 drones a month.", &["500 drones a month = 500 count/mo <drones>"]);
    check("It pumps 40,000 barrels per day.", &["40,000 barrels per day = 40000 bbl/d"]);
    check("The hall has 300 square metres.", &["300 square metres = 300 m2"]);
    check("The wave was 3 metres high.", &["3 metres = 3 m"]);
}

#[test]
fn objects() {
    check(
        "Russia lost 1,050 Ukrainian-born soldiers.",
        &["1,050 Ukrainian-born soldiers = 1050 count <Ukrainian-born soldiers>"],
    );
    check("They swapped 350 prisoners of war.", &["350 prisoners of war = 350 count <prisoners of war>"]);
    check("He saw three others.", &["three others = 3 count <others>"]);
    check("Two more people died.", &["Two more people = 2 count <people>"]);
    check(
        "Three other Russian soldiers were hurt.",
        &["Three other Russian soldiers = 3 count <other Russian soldiers>"],
    );
    check(
        "The strike hit 12 ballistic and cruise missiles.",
        &["12 ballistic and cruise missiles = 12 count <ballistic and cruise missiles>"],
    );
    check(
        "They found 200 rounds of ammunition.",
        &["200 rounds of ammunition = 200 count <rounds of ammunition>"],
    );
    check(
        "Some 12 wounded and 3 dead were brought in.",
        &["Some 12 wounded = about 12 count <wounded>", "3 dead = 3 count <dead>"],
    );
    check("Five Shahed drones were downed.", &["Five Shahed drones = 5 count <Shahed drones>"]);
    check(
        "The army fired 155 Iskander-M missiles.",
        &["155 Iskander-M missiles = 155 count <Iskander-M missiles>"],
    );
    check(
        "They gave 10,000 155mm artillery shells.",
        &["10,000 155mm artillery shells = 10000 count <155mm artillery shells>"],
    );
    check("Police detained 14 people and seized weapons.", &["14 people = 14 count <people>"]);
    check("Officials evacuated 300 men and women.", &["300 men and women = 300 count <men and women>"]);
    check(
        "Rescuers found 45 bodies and officials said more were missing.",
        &["45 bodies = 45 count <bodies>"],
    );
    check("A drone struck two sports halls.", &["two sports halls = 2 count <sports halls>"]);
    check("He bought 20 F-16s.", &["20 F-16s = 20 count <F-16s>"]);
    check("One person died.", &["One person = 1 count <person>"]);
    check(
        "They hold 6,000 Ukrainian servicemen.",
        &["6,000 Ukrainian servicemen = 6000 count <Ukrainian servicemen>"],
    );
    check("Kyiv returned 1,212 bodies of fallen soldiers.", &["1,212 bodies = 1212 count <bodies>"]);
    check("It employs 200 staff.", &["200 staff = 200 count <staff>"]);
    check("The unit has 45 aircraft.", &["45 aircraft = 45 count <aircraft>"]);
    check(
        "He killed a 66-year-old woman and injured three others, including two 13-year-olds.",
        &[
            "a 66-year-old woman = 1 count <woman>",
            "66-year-old = 66 age <woman>",
            "three others = 3 count <people>",
            "two 13-year-olds = 2 count <13-year-olds> of 3 <people>",
            "13-year-olds = 13 age",
        ],
    );
    check(
        "Six children were among 17 people killed.",
        &["Six children = 6 count <children> of 17 <people>", "17 people = 17 count <people>"],
    );
    check(
        "They want 50 heavily armed guards.",
        &["50 heavily armed guards = 50 count <heavily armed guards>"],
    );
    check("The list names 339 children.", &["339 children = 339 count <children>"]);
}

#[test]
fn trend() {
    check("Exports rose by 12%.", &["12% = 12 % up"]);
    check("Output has fallen to 30,000 barrels.", &["30,000 barrels = 30000 bbl down"]);
    check("The number of dead climbed to 45.", &["45 = 45 count up"]);
    check("The price doubled to $40.", &["$40 = 40 USD up"]);
    check("Sales dropped 8% last year.", &["8% = 8 % down"]);
    check("An increase of 5% is planned.", &["5% = 5 % up"]);
    check("The toll has risen sharply to 120.", &["120 = 120 count up"]);
    check("Ukraine shot down 45 drones.", &["45 drones = 45 count <drones>"]);
    check("Unemployment is down 2 points.", &["2 points = 2 count <points> down"]);
    check("They cut aid to 45 villages.", &["45 villages = 45 count <villages>"]);
    check("Attacks are 20% higher than last year.", &["20% = 20 % up"]);
}

#[test]
fn refused() {
    check("He was born in 1984.", &[]);
    check("The 2022 invasion changed that.", &[]);
    check("Su-35 jets and a Boeing 737 were seen.", &[]);
    check("The G7 invoked Article 5.", &[]);
    check("They met at 10:30 and at 5 p.m.", &[]);
    check("Call +380 44 123 4567 now.", &[]);
    check("Call 555-1234 now.", &[]);
    check("The house voted 52-48.", &["52-48 = 52 score of 48"]);
    check("They won 3-1.", &["3-1 = 3 score of 1"]);
    check("Ivan Petrov, 45, said nothing.", &["45 = 45 age <Ivan Petrov>"]);
    check("He is 45 years old.", &["45 years old = 45 age"]);
    check("A 12-year-old boy was found.", &["12-year-old = 12 age <boy>"]);
    check("The suspect, aged 32, fled.", &["32 = 32 age <suspect>"]);
    check("It opens 24/7.", &[]);
    check("The file is version 1.2.3.", &[]);
    check("See page 12 and chapter three.", &[]);
    check("The Five Eyes met.", &[]);
    check("World War Two ended.", &[]);
    check("One of the reasons is money.", &[]);
    check("No one came.", &[]);
    check("The two met again.", &[]);
    check("It is the 3rd attempt.", &[]);
    check("He lives at 192.168.1.1.", &[]);
    check("Account 12345678901234567890 was closed.", &[]);
    check("The Su-27s and T-72s left.", &[]);
    check("It was on 23 July 2025.", &[]);
    check("The 1990s were hard.", &[]);
    check("He scored in the first half.", &[]);
    check("They use 5G and 3D.", &[]);
    check("COVID-19 killed him.", &[]);
    check("Shahed-136 drones fell.", &[]);
    check("They fled on 9/11.", &[]);
    check("It won by a 2 to 1 margin.", &["2 to 1 = 2 score of 1"]);
    check("All Fortune 500 companies pay.", &[]);
    check("He woke at three o'clock.", &[]);
    check("She stood at Ground Zero.", &[]);
    check("They high-five each other.", &[]);
    check("It helps people under 30.", &["under 30 = under 30 age <people>"]);
}

#[test]
fn mixed_sentences() {
    check(
        "The error is plus or minus 4 percentage points.",
        &["plus or minus 4 percentage points = about 4 pp"],
    );
    check("About 1 in 10 is poor.", &["About 1 in 10 = about 1 count of 10"]);
    check("Two videos exist, one captured by a camera.", &["Two videos = 2 count <videos>"]);
    check("Voters making $100,000 or more agreed.", &["$100,000 or more = at_least 100000 USD"]);
    check("He hit 90-plus minutes.", &["90-plus minutes = at_least 90 min"]);
    check(
        "Ukraine wants 1.5 to 2 million shells.",
        &["1.5 to 2 million shells = 1500000..2000000 count <shells>"],
    );
    check(
        "Nearly 4.8 million private sector jobs would go.",
        &["Nearly 4.8 million private sector jobs = about 4800000 count <private sector jobs>"],
    );
    check(
        "Clashes killed at least 20 and wounded dozens.",
        &["at least 20 = at_least 20 count", "dozens = 12..99 count"],
    );
    check(
        "Officials said 1,200 of the 3,000 bodies were identified, 300 of them as soldiers.",
        &[
            "1,200 of the 3,000 bodies = 1200 count <bodies> of 3000 <bodies>",
            "300 = 300 count <bodies> of 1200 <bodies>",
        ],
    );
    check(
        "The army said it had downed 27 drones, while 18 were lost on the way.",
        &["27 drones = 27 count <drones>", "18 = 18 count"],
    );
    check(
        "The UN counted 13,883 civilians killed since February 2022.",
        &["13,883 civilians = 13883 count <civilians>"],
    );
    check(
        "The 2 sides agreed to swap 1,200 for 1,200 prisoners.",
        &["2 sides = 2 count <sides>", "1,200 = 1200 count", "1,200 prisoners = 1200 count <prisoners>"],
    );
    check(
        "Trade fell 20% to $3bn in 2023, down from $4bn.",
        &["20% = 20 % down", "$3bn = 3000000000 USD down", "$4bn = 4000000000 USD down"],
    );
    check(
        "It carried a crew of 21 and 300 tonnes of fuel.",
        &["21 = 21 count", "300 tonnes of fuel = 300 t <fuel>"],
    );
    check("Prices are 12.5 per cent higher than in 2024.", &["12.5 per cent = 12.5 % up"]);
    check("Half of the 40 beds are empty.", &["Half of the 40 beds = 0.5 ratio <beds> of 40 <beds>"]);
    check(
        "Only two of 14 missiles, and 3 of the 5 drones, hit anything.",
        &[
            "two of 14 missiles = 2 count <missiles> of 14 <missiles>",
            "3 of the 5 drones = 3 count <drones> of 5 <drones>",
        ],
    );
    check("A group of some 20 to 30 men attacked.", &["some 20 to 30 men = 20..30 count <men>"]);
    check("They have 3 times as many guns.", &["3 times = 3 ratio"]);
    check("The gun fires 155mm shells.", &[]);
    check("The trial of the three men starts on 5 May.", &["three men = 3 count <men>"]);
}

#[test]
fn over_as_a_preposition() {
    check("Drones flew over six Russian regions.", &["six Russian regions = 6 count <Russian regions>"]);
    check("Drones flew over 6 villages.", &["6 villages = 6 count <villages>"]);
    check("It rained over three days.", &["three days = 3 d"]);
    check("Over two weeks, the army lost ground.", &["two weeks = 2 wk"]);
    check("They fired over 5 years.", &["5 years = 5 yr"]);
    check("The talks lasted over two weeks.", &["over two weeks = over 2 wk"]);
    check("He was held for over two weeks.", &["over two weeks = over 2 wk"]);
    check("He worked well over three years.", &["well over three years = over 3 yr"]);
    check("It sells in over six countries.", &["over six countries = over 6 count <countries>"]);
    check("It emptied over 20 villages.", &["over 20 villages = over 20 count <villages>"]);
    check("It emptied over three million homes.", &["over three million homes = over 3000000 count <homes>"]);
    check("They took over 19,000 children.", &["over 19,000 children = over 19000 count <children>"]);
}

#[test]
fn verb_after_and_is_no_object() {
    check("The firm employs 85 people and sells shoes.", &["85 people = 85 count <people>"]);
    check("The firm has 85 workers and employs their sons.", &["85 workers = 85 count <workers>"]);
    check("The firm has 85 workers and exports its goods.", &["85 workers = 85 count <workers>"]);
    check("The plant has 85 workers and produces shells.", &["85 workers = 85 count <workers>"]);
    check("They hold 85 men and women.", &["85 men and women = 85 count <men and women>"]);
    check("They downed 85 drones and decoys.", &["85 drones and decoys = 85 count <drones and decoys>"]);
    check(
        "They hit 12 tanks and arms depots.",
        &["12 tanks and arms depots = 12 count <tanks and arms depots>"],
    );
}

#[test]
fn verb_forms_that_are_counted() {
    check("They returned 3,000 remains.", &["3,000 remains = 3000 count <remains>"]);
    check("Russia made 45 strikes on towns.", &["45 strikes = 45 count <strikes>"]);
    check(
        "They saw 12 launches and 3 hits.",
        &["12 launches = 12 count <launches>", "3 hits = 3 count <hits>"],
    );
    check("The war cost 200 lives.", &["200 lives = 200 count <lives>"]);
    check("Crews put out five fires.", &["five fires = 5 count <fires>"]);
}

#[test]
fn ages_and_people_told_one_by_one() {
    check(
        "Shelling killed a 71-year-old man and hurt two nurses.",
        &["a 71-year-old man = 1 count <man>", "71-year-old = 71 age <man>", "two nurses = 2 count <nurses>"],
    );
    check("A cyclist died in hospital.", &["A cyclist = 1 count <cyclist>"]);
    check("A cyclist rode past.", &[]);
    check("She was elected at the age of 29.", &["29 = 29 age"]);
    check("The suspect, a man of 44, fled.", &["44 = 44 age <man>"]);
    check("He is a father of three.", &["three = 3 count"]);
    check("The sisters, aged 9 and 12, were found.", &["9 = 9 age <sisters>", "12 = 12 age <sisters>"]);
    check("It is free for children under five.", &["under five = under 5 age <children>"]);
    check("Players under the age of 18 may enter.", &["under the age of 18 = under 18 age <Players>"]);
    check("The driver, 52, was unhurt.", &["52 = 52 age <driver>"]);
    check("A 40-year-old bridge fell.", &["40-year-old = 40 yr <bridge>"]);
    check("The eldest child was 13.", &["13 = 13 age <child>"]);
}

#[test]
fn parts_of_wholes_told_apart() {
    check(
        "Of the 41 rockets fired, 37 were stopped.",
        &["41 rockets = 41 count <rockets>", "37 = 37 count <rockets> of 41 <rockets>"],
    );
    check(
        "Twelve of the 17 huts burned, leaving five.",
        &["Twelve of the 17 huts = 12 count <huts> of 17 <huts>", "five = 5 count <huts> of 17 <huts>"],
    );
    check(
        "Nine of the 12 rowers finished; the other three gave up.",
        &[
            "Nine of the 12 rowers = 9 count <rowers> of 12 <rowers>",
            "three = 3 count <rowers> of 12 <rowers>",
        ],
    );
    check(
        "All but two of the 15 mules lived.",
        &["All but two of the 15 mules = 13 count <mules> of 15 <mules>"],
    );
    check("Each of the 12 clubs paid.", &["Each of the 12 clubs = 12 count <clubs> of 12 <clubs>"]);
    check("Both bridges are shut.", &["Both bridges = 2 count <bridges> of 2 <bridges>"]);
    check("Neither of the two pilots ate.", &["Neither of the two pilots = 0 count <pilots> of 2 <pilots>"]);
    check("Not one of the 30 lamps worked.", &["Not one of the 30 lamps = 0 count <lamps> of 30 <lamps>"]);
    check("Two in three voters agreed.", &["Two in three voters = 2 count <voters> of 3 <voters>"]);
    check("One child in five is hungry.", &["One child in five = 1 count <child> of 5 <child>"]);
    check("Six of the 10 km of pipe were laid.", &["Six of the 10 km of pipe = 6 km <pipe> of 10 <pipe>"]);
    check(
        "Half the club's 300 seats were sold.",
        &["Half the club's 300 seats = 0.5 ratio <seats> of 300 <seats>"],
    );
    check(
        "Six of the finance ministry's 22 clerks left.",
        &["Six of the finance ministry's 22 clerks = 6 count <clerks> of 22 <clerks>"],
    );
    check("Nine of a crew of 12 were saved.", &["Nine of a crew of 12 = 9 count of 12"]);
    check(
        "They sank 12 boats, three of them ferries.",
        &["12 boats = 12 count <boats>", "three of them ferries = 3 count <ferries> of 12 <boats>"],
    );
    check(
        "Two guards were hurt and five others held.",
        &["Two guards = 2 count <guards>", "five others = 5 count <guards>"],
    );
    check(
        "Four cases of 80, or 5%, were closed.",
        &["Four cases of 80 = 4 count <cases> of 80 <cases>", "5% = 5 % <cases> of 80 <cases>"],
    );
}

#[test]
fn a_part_greater_than_its_whole_is_read_as_it_stands() {
    check("They saw 80 of 45 ships.", &["80 of 45 ships = 80 count <ships> of 45 <ships>"]);
    check("They saw 80 ships out of 45.", &["80 ships out of 45 = 80 count <ships> of 45 <ships>"]);
}

#[test]
fn wholes_in_other_clauses() {
    check(
        "Thirty of the 70 elders voted yes, 22 voted no and nine abstained.",
        &[
            "Thirty of the 70 elders = 30 count <elders> of 70 <elders>",
            "22 = 22 count <elders> of 70 <elders>",
            "nine = 9 count <elders> of 70 <elders>",
        ],
    );
    check(
        "The farm has 40 cows, 12 of them pregnant and six of them sick.",
        &[
            "40 cows = 40 count <cows>",
            "12 = 12 count <cows> of 40 <cows>",
            "six = 6 count <cows> of 40 <cows>",
        ],
    );
    check(
        "They caught 14 poachers, including nine locals and two Danes.",
        &[
            "14 poachers = 14 count <poachers>",
            "nine locals = 9 count <locals> of 14 <poachers>",
            "two Danes = 2 count <Danes> of 14 <poachers>",
        ],
    );
    check(
        "The choir, nine women and five men, sang.",
        &["nine women = 9 count <women>", "five men = 5 count <men>"],
    );
    check(
        "The 14 singers, nine women and five men, bowed.",
        &[
            "14 singers = 14 count <singers>",
            "nine women = 9 count <women> of 14 <singers>",
            "five men = 5 count <men> of 14 <singers>",
        ],
    );
    check(
        "Liberals took 12 of the 30 wards, the Greens five.",
        &["12 of the 30 wards = 12 count <wards> of 30 <wards>", "five = 5 count <wards> of 30 <wards>"],
    );
    check(
        "Three of the 20 goats were shot and two others ran off.",
        &[
            "Three of the 20 goats = 3 count <goats> of 20 <goats>",
            "two others = 2 count <goats> of 20 <goats>",
        ],
    );
    check(
        "Of the 64 barns, half were empty.",
        &["64 barns = 64 count <barns>", "half = 0.5 ratio <barns> of 64 <barns>"],
    );
    check(
        "The inn has 30 beds, of which the owner rents out 12.",
        &["30 beds = 30 count <beds>", "12 = 12 count <beds> of 30 <beds>"],
    );
    check(
        "Nine hikers set out and all but two came back.",
        &["Nine hikers = 9 count <hikers>", "all but two = 7 count <hikers> of 9 <hikers>"],
    );
}

#[test]
fn wholes_in_the_sentence_before() {
    check(
        "Farmers lost 60 lambs. Of these, 45 drowned and nine froze.",
        &[
            "60 lambs = 60 count <lambs>",
            "45 = 45 count <lambs> of 60 <lambs>",
            "nine = 9 count <lambs> of 60 <lambs>",
        ],
    );
    check(
        "The yard built 10 ferries. Four had cracks.",
        &["10 ferries = 10 count <ferries>", "Four = 4 count <ferries> of 10 <ferries>"],
    );
    check(
        "The yard built 10 ferries.\n\nFour of them had cracks.",
        &["10 ferries = 10 count <ferries>", "Four = 4 count"],
    );
    check(
        "Nine of the 12 patients went home. The other three died.",
        &[
            "Nine of the 12 patients = 9 count <patients> of 12 <patients>",
            "three = 3 count <patients> of 12 <patients>",
        ],
    );
}

#[test]
fn other_counts_are_no_parts() {
    check(
        "The quake killed 20 people and 12 were hurt.",
        &["20 people = 20 count <people>", "12 = 12 count"],
    );
    check("The side won 12 games. It lost seven.", &["12 games = 12 count <games>", "seven = 7 count"]);
    check("Ten guests paid. Six did not.", &["Ten guests = 10 count <guests>", "Six = 6 count"]);
    check(
        "The bank has 40 branches in Wales, 30 in Kent and 12 in Devon.",
        &["40 branches = 40 count <branches>", "30 = 30 count", "12 = 12 count"],
    );
    check(
        "A crash hurt 20 people. A second hurt five.",
        &["20 people = 20 count <people>", "five = 5 count"],
    );
}

#[test]
fn wholes_of_a_group_or_a_measure() {
    check(
        "Five of the seven-member panel quit.",
        &["Five of the seven-member panel = 5 count <panel> of 7 <panel>"],
    );
    check(
        "Half of the dozen jurors wept.",
        &["Half of the dozen jurors = 0.5 ratio <jurors> of 12 <jurors>"],
    );
    check("Both of its two mills shut.", &["Both of its two mills = 2 count <mills> of 2 <mills>"]);
    check("Five wells in six were dry.", &["Five wells in six = 5 count <wells> of 6 <wells>"]);
    check("Four of the 22-strong crew swam.", &["Four of the 22-strong crew = 4 count <crew> of 22 <crew>"]);
    check(
        "She served six years of a 10-year term.",
        &["six years of a 10-year term = 6 yr <term> of 10 <term>"],
    );
    check(
        "He lost 200 ewes from a flock of 600.",
        &["200 ewes from a flock of 600 = 200 count <ewes> of 600 <ewes>"],
    );
    check("Nine of the 40 or so huts burned.", &["Nine of the 40 or so huts = 9 count <huts> of 40 <huts>"]);
    check(
        "Two more of the 11 bodies were named.",
        &["Two more of the 11 bodies = 2 count <bodies> of 11 <bodies>"],
    );
}

#[test]
fn plurals_inside_a_phrase() {
    check("Twelve Texas counties sued.", &["Twelve Texas counties = 12 count <Texas counties>"]);
    check("Seven US states sued.", &["Seven US states = 7 count <US states>"]);
    check("The 30 nurses' unions met.", &["30 nurses' unions = 30 count <nurses' unions>"]);
    check("Nine Leopard 2 tanks burned.", &["Nine Leopard 2 tanks = 9 count <Leopard 2 tanks>"]);
    check("There were 17 drone strikes.", &["17 drone strikes = 17 count <drone strikes>"]);
    check("Six physics teachers resigned.", &["Six physics teachers = 6 count <physics teachers>"]);
    check("Four newly built homes flooded.", &["Four newly built homes = 4 count <newly built homes>"]);
}

#[test]
fn results_and_votes() {
    check("Parliament voted 61-4 for it.", &["61-4 = 61 score of 4"]);
    check("The bill passed by 301 votes to 287.", &["301 votes to 287 = 301 score of 287"]);
    check("The 2024-25 season was short.", &[]);
    check("Call the helpline, 116 123, now.", &[]);
}

#[test]
fn movements_of_two_numbers() {
    check("Deaths rose by 12 to 97.", &["12 = 12 count up", "97 = 97 count up"]);
    check("Sales fell 7% to 1,200.", &["7% = 7 % down", "1,200 = 1200 count down"]);
    check("Output was cut from 310 to 95.", &["310 = 310 count down", "95 = 95 count down"]);
    check("Crowds went from 900 to 400.", &["900 = 900 count down", "400 = 400 count down"]);
    check("The term was cut from 12 weeks to six.", &["12 weeks = 12 wk down", "six = 6 wk down"]);
    check("Rents doubled last year, to £900.", &["£900 = 900 GBP up"]);
    check("It is a fifth lower than in May.", &["a fifth = 0.2 ratio down"]);
    check("Profit grew fourfold.", &["fourfold = 4 ratio up"]);
    check("Prices rose 10 to 20 percent.", &["10 to 20 percent = 10..20 % up"]);
}

#[test]
fn units_of_two_words() {
    check("It made 11 gigawatt hours.", &["11 gigawatt hours = 11 GWh"]);
    check("He is 5 feet 2 inches tall.", &["5 feet 2 inches = 5.1667 ft"]);
    check("It took two hours and 15 minutes.", &["two hours and 15 minutes = 135 min"]);
    check("It stood at 50 micrograms per cubic metre.", &["50 micrograms per cubic metre = 50 µg/m3"]);
    check("It fell to -20C.", &["-20C = -20 °C down"]);
    check("The paper cost 80 pence.", &["80 pence = 0.8 GBP"]);
    check("Land went for 300 dollars a square metre.", &["300 dollars a square metre = 300 USD/m2"]);
    check(
        "They paid 4,000 Pakistani rupees, then 600 rupees.",
        &["4,000 Pakistani rupees = 4000 PKR", "600 rupees = 600 PKR"],
    );
}

#[test]
fn elided_objects_of_the_sentence_before() {
    check(
        "The regulator fined nine banks. Four have paid and one sank.",
        &[
            "nine banks = 9 count <banks>",
            "Four = 4 count <banks> of 9 <banks>",
            "one = 1 count <banks> of 9 <banks>",
        ],
    );
    check(
        "Fourteen climbers were stranded. By nightfall helicopters had picked up ten.",
        &["Fourteen climbers = 14 count <climbers>", "ten = 10 count <climbers> of 14 <climbers>"],
    );
    check(
        "The maker recalled 1,800 cars. So far 1,100 have been fixed.",
        &["1,800 cars = 1800 count <cars>", "1,100 = 1100 count <cars> of 1800 <cars>"],
    );
    check(
        "The crash killed 23 passengers. Nine of the dead were boys.",
        &["23 passengers = 23 count <passengers>", "Nine of the dead = 9 count <dead> of 23 <passengers>"],
    );
    check(
        "The court heard 12 appeals and rejected ten.",
        &["12 appeals = 12 count <appeals>", "ten = 10 count <appeals> of 12 <appeals>"],
    );
}

#[test]
fn parts_in_apposition() {
    check(
        "A slim majority of the deacons, 61 of 118, voted to strike.",
        &["61 of 118 = 61 count <deacons> of 118 <deacons>"],
    );
    check(
        "The rest of the 60 jobs, about 22, will go.",
        &["60 jobs = 60 count <jobs>", "about 22 = about 22 count <jobs> of 60 <jobs>"],
    );
    check(
        "The council needs three-quarters of the 80 votes, or 60.",
        &[
            "three-quarters of the 80 votes = 0.75 ratio <votes> of 80 <votes>",
            "60 = 60 count <votes> of 80 <votes>",
        ],
    );
    check(
        "The slide killed 11 skiers, among them a guide and three of his clients.",
        &["11 skiers = 11 count <skiers>", "three of his clients = 3 count <clients> of 11 <skiers>"],
    );
    check("The firm hired lawyers, three of whom have left.", &["three = 3 count <lawyers>"]);
}

#[test]
fn bare_numbers_of_something_else_have_no_whole() {
    check(
        "The fire destroyed 40 houses. Twelve were killed.",
        &["40 houses = 40 count <houses>", "Twelve = 12 count"],
    );
    check(
        "The firm employs 900 people. It plans to hire 40.",
        &["900 people = 900 count <people>", "40 = 40 count"],
    );
    check("The team scored 90 points. Jones had 31.", &["90 points = 90 count <points>", "31 = 31 count"]);
    check(
        "The chain opened 12 stores and closed four.",
        &["12 stores = 12 count <stores>", "four = 4 count"],
    );
    check(
        "The king pardoned 70 rebels. In 2020 he had freed 200.",
        &["70 rebels = 70 count <rebels>", "200 = 200 count"],
    );
}
