"""The words of the example programme, in our own text: notes, insights, answers, comments.

make-lcr-2021-22.py turns them into files. Nobody said or wrote any of this; all names of people and organisations are invented.
"""

GIVEN = """Aisha Alan Aled Alison Amara Amir Andrzej Angela Anita Anthony Beatrice Bernadette Bethan Blessing Bridget Callum
Carmel Carys Chidi Chloe Ciara Clive Colette Conor Daisy Damian Daniel Deborah Declan Delroy Denise Dilys Dominic Donna
Edith Eileen Eleri Emeka Esther Ewan Faisal Farah Fatima Fergus Fiona Frances Gareth Gemma Geraldine Gillian Grace Graham
Gwen Hamza Hannah Harriet Helen Hugo Ibrahim Imogen Ingrid Iqra Isaac Jacek Jasmine Jermaine Joan Josie Judith Kamal Karen
Kasia Kerry Kieran Laila Leanne Lesley Lorcan Lorna Lucia Magda Malcolm Mandeep Marcus Maureen Mei Meera Moira Nadia
Naomi Neville Niamh Nigel Noor Olive Oluwaseun Omar Owen Parminder Paulette Philippa Priti Rachel Rhiannon Rohan Rosalind
Ruth Sadia Samir Shabnam Sian Sinead Stella Sunita Sven Tariq Theodora Tomasz Una Usha Valerie Verity Wanjiru Wendy Winston
Yasmin Yvonne Zainab Zoë""".split()

SURNAMES = """Abernathy-Cole Achterby Adeyinka Ainscroft Akhtarzai Alderwick Allonby Amoakohene Anglesark Applewhaite Arkwell
Ashdowne Askrigg Athersuch Aughtley Babalade Backhurst Baldrey Balsdon Bancrofte Barlowe-Finch Bathurstone Beckensall
Bellwether Benbough Berrowsmith Bhattal Bickersteth Birkenfield Blackledgeway Blenkarn Blundelsands Bolderson Bostockley
Boulderstone Bracewick Bradwellow Braithgate Brearcliffe Brindlewood Broadhead-Amin Brockhollow Bromilowe Buckthorpe Burscoe
Butterwick Byrnesmith Cadwallen Calderbanks Calloways Capstick-Rai Carringdale Castlehow Catterallsen Chattergee Cheetwood
Chorleywell Claughtonby Cleggworth Clitherowe Coatsworthy Colquhound Conniston Copplestow Corkhillary Crabtreeson Cranshawe
Crosswaite Cuerdenly Culshawe Dagnallby Daintreeve Dalzielle Darbishire Dashwoode Deyessa Dewhurstone Diggleby Dingwallis
Dobbinson Doughertree Drinkhallow Duckworthy Dunbabbin Dwyersley Eastwoodley Eccleshore Edmundham Egertonley Ekwuemezie
Ellershawe Entwhistler Eshelbyson Fairbrotherly Farringworth Fazackerby Featherstow Fernyhoughs Finneganby Fitchettson
Flitcrofter Formbywell Fothergale Foxcrofter Frodshamly Gadsdenley Garstangby Gaskellow Gatenbyre Gillibrandy Glazebrooker
Goodisonby Gorstleyham Grayrigge Greenhalghs Grimshawley Guptarai Hackinshall Halewoodby Halliwellow Hardcastley Hargreavely
Hartleywood Haslehurst Hathersedge Heatherbank Heskinby Hignettson Hollinshed-Roy Hopwoodley Horrocksby Hoylandere
Huddlestow Huytonley Inceblund Iqbalzai Irlamby Iweala-Reed Jagielskow Jalalpour Jessopley Kamarazi Kellbrookes Kenyonby
Kilshawes Kirkdalen Knottingley Kowalczyn Lathomby Leatherbar Leighfield Lindalesby Litherwick Longworthy Lunteson
Lydiatey Maghulley Makinsonby Marklandy Marsdenley Mascall-Obi Mawdesleys Melroseby Merrimanly Millingtown Molyneaux-Shah
Mossleyhill Mwangale Naylorson Netherfield Nuttalby Ogdenshaw Okparaeze Orrellby Osbaldeston Otterspool Parbolds Patelwala
Peasegood Pembertown Pickavance Pilkingley Postlewick Prescotley Quaileson Quarmbyre Rainfordy Ramsbottle Redfearnly
Ribbleton Riddihough Rigbyson Rimmerley Rishtonby Rostronely Roughleye Sabdenby Saharaye Salwicke Scarisbrick-Lo Seddonby
Sephtonley Shakerleys Sharplesby Shuttleford Silcockley Singhdari Skelmerby Smethurstow Sollomby Speakmanly Standishby
Staveleigh Stopfordy Sudellow Swarbricke Szymczyk-Hall Tarletonby Tattersfield Thistlewood Threlfallen Tinsleyby Tockholes
Tootellby Townleyson Turnbullish Unsworthy Varleyson Wadsworthen Walmesby Walshawen Wareingley Waterworthy Weatherhill
Whalleyne Wharleysby Whittakerly Widdowsonby Winstanleye Wolstencroft Woodvalley Worsthorne Wrightingby Yatesbury
Yeadonley Zielinskow""".split()

# Who ran the programme: (name, kind, mail domain). The published evaluation names others: what is invented here must not
# stand beside real names. The folder's README says which name mirrors which.
HOST = ("Mersey Civic Data Co-operative", "host", "mcdc")
PARTNER = ("Ropewalk Works", "partner", "ropewalk")

# (organisation as its people write it, kind).
BODIES = [
    ("Marrowby Borough Council", "council"), ("Esham Council", "council"), ("Thornsea Council", "council"),
    ("Wexley Council", "council"), ("Hollin Council", "council"), ("Darrow Council", "council"),
    ("Mersea Bay NHS Foundation Trust", "nhs"), ("Tidemouth Community NHS Trust", "nhs"),
    ("Northshore Children's Hospital", "nhs"), ("Pierhead GP Federation", "nhs"),
    ("Westquay University", "university"), ("Sandgrounder College", "university"),
    ("Chandlers Row Housing Association", "housing"), ("Dockside Housing Trust", "housing"),
    ("Breathe Easy Families Charity", "vcse"), ("Kinship Corner CIC", "vcse"), ("The Lantern Community Trust", "vcse"),
    ("Overhead Railway Community Network", "vcse"), ("Steps Together Charity", "vcse"), ("Ferryport Carers Network", "vcse"),
    ("Albatross Software Ltd", "sme"), ("Cobbleway Digital", "sme"), ("Nine Lamps Consulting", "sme"),
    ("Granby Lane Studio", "sme"), ("Signalbox Technologies Ltd", "sme"), ("Plumline Health Ltd", "sme"),
    ("Tern & Tide Services", "sme"), ("Coracle Labs", "sme"),
]

# The fifteen that engaged, in the order of the evaluation's table, which names none of them: which finalist is which row
# is our choice, and so are the finalists' names. (key, name, kind, mail domain, other spellings)
ENGAGED = [
    ("o01", "Sandhollow Analytics", "sme", "sandhollow", []),
    ("o02", "Ferrywheel CIC", "vcse", "ferrywheel", []),
    ("o03", "Larkmeadow Studio", "sme", "larkmeadow", []),
    ("o04", "Openquay Digital Ltd", "sme", "openquay", ["Open Quay", "OpenQuay digital"]),
    ("o05", "Dunlin Labs", "sme", "dunlin", ["Dunlin Labs Ltd"]),
    ("o06", "Kittiwake North West", "vcse", "kittiwakenw", ["Kittiwake NW", "KITTIWAKE North-West"]),
    ("o07", "Redfell Health", "sme", "redfell", ["Redfell Health Ltd"]),
    ("o08", "Gullrock Systems", "sme", "gullrock", []),
    ("o09", "Nettlewood Health", "sme", "nettlewood", []),
    ("o10", "Broadhearth Homes", "vcse", "broadhearth", ["Broadhearth"]),
    ("o11", "Pennyfold Labs", "sme", "pennyfold", []),
    ("o12", "Quillstone Families CIC", "vcse", "quillstone", []),
    ("o13", "Brackenfold Care", "vcse", "brackenfold", ["Bracken Fold Care"]),
    ("o14", "Thistle & Tarn Services", "sme", "thistletarn", ["Thistle and Tarn"]),
    ("o15", "Saltmarsh Social Care Network", "vcse", "saltmarsh", []),
]

# (kind, problem or backlog item, text)
INSIGHTS = [
    ("problem", "p1", "Asthma reviews happen once a year; the child's bedroom is damp all winter."),
    ("problem", "p1", "Nobody tells a school that the road outside had the worst air of the month."),
    ("opportunity", "p1", "Housing officers are in the home anyway and could ask one question about breathing."),
    ("insight", "p1", "Parents told us that they stop the preventer inhaler when the child seems well."),
    ("need", "p1", "A plan that a grandparent can follow at the weekend, without an app."),
    ("system challenge", "p1", "Air quality, housing repairs and prescriptions sit in three organisations that never meet."),
    ("problem", "p1", "Emergency admissions peak in the second week of September and we prepare for none of it."),
    ("opportunity", "p1", "Sensors are cheap enough to lend to families like library books."),
    ("insight", "p1", "Families trust the school secretary more than a letter from the hospital."),
    ("need", "p1", "Landlords need to hear about damp as a health matter, not as a complaint."),
    ("system challenge", "p1", "The practice sees the attack, the council sees the damp, and neither sees both."),
    ("insight", "p1", "Children know their own triggers and are never asked to map them."),
    ("problem", "p1", "Inhaler technique is shown once, at diagnosis, by whoever is free."),
    ("opportunity", "p1", "Walking-bus routes could follow the cleaner streets if anybody published them."),
    ("need", "p1", "One leaflet in the languages that our families read."),
    ("problem", "p2", "By the time that a family is referred, three earlier chances to help have passed."),
    ("opportunity", "p2", "Grandparents raising children would run a support circle if somebody lent them a room."),
    ("insight", "p2", "Families fear that asking for help starts the process which they want to avoid."),
    ("need", "p2", "A person to ring on a Sunday evening who is not a social worker."),
    ("system challenge", "p2", "Thresholds differ between neighbouring boroughs, so families that move start again."),
    ("problem", "p2", "Early help offers close when a grant ends, and nobody tells the referrers."),
    ("insight", "p2", "What kept our family together was a neighbour who took the children to school for a month."),
    ("opportunity", "p2", "Schools, nurseries and housing already hold the signs; nobody adds them up with consent."),
    ("need", "p2", "Parents with a learning disability need plain words, and time."),
    ("system challenge", "p2", "Funding follows the child into care and never the family before it."),
    ("problem", "p2", "Kinship carers find out about their allowance by accident."),
    ("insight", "p2", "Fathers are on the form and hardly ever in the room."),
    ("opportunity", "p2", "Young people who have left care want to advise families, and would need to be paid for it."),
    ("need", "p2", "Debt advice in the same visit; money is behind half of the rows that we hear."),
    ("system challenge", "p2", "Every service writes its own assessment and the family tells the story nine times."),
    ("problem", "p2", "Waiting lists for parent mental health are longer than the plan for the child."),
    ("insight", "p2", "A support worker who stayed for two years mattered more than any programme."),
    ("problem", "p3", "I have eleven log-ins, and two of them work on my phone."),
    ("opportunity", "p3", "Ten colleagues who enjoy this could teach the other two hundred, given an afternoon a month."),
    ("insight", "p3", "People say that they are not digital, then run a household from a phone."),
    ("need", "p3", "Training on our own forms with our own cases, not on a demonstration town."),
    ("system challenge", "p3", "The case system is bought for the whole council and nobody from the teams is in the room."),
    ("problem", "p3", "We print the plan, sign it, scan it and attach it, because that is the process."),
    ("insight", "p3", "New tools come without taking an old one away."),
    ("opportunity", "p3", "Occupational therapists already film home visits for each other; make that allowed and safe."),
    ("need", "p3", "A manager who says out loud that it is all right to be slow for a month."),
    ("system challenge", "p3", "Health and care hold the same person under two numbers."),
    ("problem", "p3", "Nobody answers for whether a tool helped after it went live."),
    ("insight", "p3", "Confidence went up in the pandemic and came down again when we returned to the office."),
    ("need", "p3", "Signal: half of our rural visits have none."),
    ("opportunity", "p3", "Apprentices could spend their first month fixing the ten smallest annoyances."),
    ("problem", "p3", "Digital leads are appointed and given no time for it."),
    ("system challenge", "p3", "Information governance is a person on leave."),
    ("problem", "Communication across internal siloed teams", "Two teams on one floor learned from us that they visit the same family."),
    ("problem", "Communication across internal siloed teams", "We e-mail a shared inbox which nobody owns."),
    ("need", "Communication across internal siloed teams", "A weekly quarter of an hour between the teams, with names."),
    ("problem", "Improving environments for population health", "The park is a health service without a budget."),
    ("opportunity", "Improving environments for population health", "Planners would use health data if it came by street and before the meeting."),
    ("problem", "Co-production with service users in statutory services", "We consult when the decision is made."),
    ("insight", "Co-production with service users in statutory services", "People give an hour of their lives and never hear what came of it."),
    ("need", "Co-production with service users in statutory services", "Pay people for their time, on the day."),
    ("problem", "Improving poor housing stock", "Terraces from 1900 with one damp wall make half of our visits."),
    ("system challenge", "Improving poor housing stock", "Private tenants fear eviction more than mould."),
    ("opportunity", "Improving poor housing stock", "Retrofit crews could take a nurse's three questions along."),
    ("problem", "Poor educational outcomes", "A child who moves home four times is taught fractions four times."),
    ("insight", "Poor educational outcomes", "Attendance drops in the term before a family asks for help."),
    ("opportunity", "Community mobilisation via data and tech", "Residents counted lorries for a month and the council listened."),
    ("need", "Community mobilisation via data and tech", "Open data that a resident can read without a course."),
    ("insight", "Community mobilisation via data and tech", "People will share data with a neighbour's project that they would refuse to a firm."),
    ("system challenge", "Community mobilisation via data and tech", "Volunteers cannot get an answer about insurance."),
    ("opportunity", "p2", "A text message from a person with a name gets answered; a letter does not."),
    ("problem", "p1", "Spacer devices are lost in the move between two homes and replaced weeks later."),
    ("need", "p3", "Somebody next to me for the first three times, not a video."),
    ("insight", "p2", "Families want to see what is written about them."),
    ("system challenge", "p1", "We measure air beside roads and children breathe it in kitchens."),
    ("problem", "p3", "Our intranet search finds the policy of 2014 first."),
    ("opportunity", "p3", "Show one team's before and after, in minutes, and others will follow."),
    ("need", "p2", "Child care during the meeting about the child."),
    ("insight", "p1", "One family's inhaler calendar on the fridge did more than our portal."),
    ("system challenge", "p2", "Police, school and health each hold a third of the picture and the law allows more sharing than we do."),
    ("problem", "p2", "Support ends at eighteen weeks, and trouble does not."),
    ("opportunity", "p1", "Pharmacists see every refill that is not collected."),
    ("insight", "p3", "The best trainer we ever had was a retired receptionist."),
    ("need", "p1", "Let school staff see the plan without a phone call."),
    ("system challenge", "p3", "Every supplier says that their system is open."),
]

# One idea a row, in two or three people's words, with the theme (1-6) that it went into; boards hold all of them.
# None: parked, no theme.
BOARDS = {
    "p1": [
        (4, "Air sensors near schools are not linked to asthma admissions", "Nobody joins up air readings and hospital visits", "Put pollution data next to admissions data by street"),
        (4, "GP records and housing repair logs never meet", "Damp reports should flag to the surgery", "Link repairs with prescriptions, safely"),
        (6, "Parents' group in the community centre already shares inhaler tips", "Back the parents who are doing this already", "Local mums know which streets make it worse"),
        (5, "Families do not know whom to ask about damp", "Scared to complain to the landlord", "Asking about mould feels like asking for trouble"),
        (2, "Inhaler technique videos nobody can find", "Short clips in our languages please", "Show how, do not tell"),
        (6, "Clean-air street parties", "Close the road on asthma day and let kids play out", "Residents' own monitors on lamp posts"),
        (3, "School nurse cannot see the asthma plan", "Plan on paper in a drawer in reception", "One plan which school, home and GP can all open"),
        (5, "A friendly text in September before the peak", "Remind us before term starts, not after A&E"),
        (6, "Children as air detectives", "Let pupils map their own triggers", "Year 5 made a map in an afternoon"),
        (4, "Which homes had three repairs and an ambulance?", "Count homes, not complaints", "Use pharmacy refills as an early sign"),
        (3, "Hospital letter takes nine days to reach the practice", "Discharge note should arrive the same day", "Systems talk by fax here"),
        (2, "App needs a new phone which families do not have", "Not another app", "Works on an old phone or not at all"),
        (1, "Nobody in charge of indoor air", "Whose job is damp and breathing together?", "A named lead for children's air"),
        (6, "Walking bus along quiet streets", "Volunteers to walk the clean route"),
        (5, "Grandparents look after kids at weekends and have no plan", "Give nan a copy", "Plan on the fridge in big print"),
        (4, "Travellers and temporary housing are missing from the numbers", "Children who move fall off every list"),
        (6, "Barbers and hairdressers hear everything", "Train corner shops to spot the blue inhaler only kids"),
        (3, "School system, GP system, council system: three passwords", "Share the school absence code with the asthma nurse"),
        (None, "Ban cars", "Free buses for under 18s"),
        (2, "Explain the traffic-light plan with pictures", "Reading age 9 please"),
        (5, "Shame about smoking stops people from coming", "Help without a lecture", "Quit support for the whole house at once"),
        (4, "Ask consent once for linking, in plain words", "People would say yes if they saw what for"),
        (1, "Boards hear about asthma once a year", "Put child asthma on the leaders' dashboard"),
        (6, "Lend sensors like library books", "Sensor library in every branch", "Community decides where the sensors go"),
        (3, "Repair orders and health visits in the same diary", "Warn the nurse when the boiler breaks"),
        (4, "Show what changed after we gave our data", "Give streets their own numbers back"),
        (None, "More inhalers in schools", "Emergency kit in every classroom"),
        (5, "Ring somebody who has been through it", "Buddy families"),
        (2, "Teach teachers what an attack looks like", "Ten-minute training at inset day", "Dinner staff too"),
    ],
    "p2": [
        (5, "Asking for help feels like reporting yourself", "Families hide until it is too late", "Make asking normal"),
        (5, "A number to ring that is not social services", "Someone at 7 pm on a Sunday", "Out-of-hours listening ear"),
        (6, "Neighbours did the school run for a month, and that was enough", "Small favours keep families together", "Time bank for parents"),
        (6, "Kinship carers' circle run by kinship carers", "Let grandparents lead", "Pay people with lived experience"),
        (3, "Nine assessments, one family", "Tell it once", "My story in one place that I can open"),
        (4, "School absence + rent arrears + A&E = family in trouble", "Signs are there but in five systems", "Join the signs up early, with consent"),
        (4, "Who gets early help and does it work? Nobody knows", "Follow outcomes for two years", "Compare boroughs fairly"),
        (1, "Directors do not own early help", "Leaders move on before results", "Protect prevention money from the winter"),
        (5, "Plain words for parents with a learning disability", "Easy read, always", "Bring an advocate"),
        (2, "Parents cannot use the portal", "Help sheets by film", "Library staff could help with forms"),
        (6, "Youth club closed, so where would we meet?", "Open the school hall in the evening", "Food first, then talk"),
        (5, "Fathers are not invited", "Dads' group on Saturdays", "Send letters to both parents"),
        (3, "Housing does not know that a child is on the edge of care", "Alert between housing and family hub", "Common referral form"),
        (4, "Families want to see what is held on them", "A window into my own record"),
        (6, "Faith groups and food banks see it first", "Map of who helps on which street", "One page of local help kept by locals"),
        (5, "Money worries first", "Debt adviser in the family hub", "Benefits check at the school gate"),
        (1, "Decide together with families at the table", "Family panel with a vote on spending"),
        (None, "More social workers", "Lower caseloads"),
        (2, "Texting is fine, video is not", "Data bundles for families in need"),
        (3, "Health visitor notes stop at age five", "Hand over from nursery to school properly"),
        (6, "Befrienders who stay two years", "Long help beats clever help"),
        (5, "Anonymous questions wall", "Ask for a friend: chat without a name", "Self-help checklist before it is a crisis"),
        (4, "Share what the law lets us share", "Train us in what we may share", "Good linkage with good locks"),
        (6, "Ex-care young people as mentors", "Nothing about us without us"),
        (5, "Respite weekend before breaking point", "A break is cheaper than care"),
        (1, "Say sorry when the service failed"),
        (3, "One calendar for the family and all workers", "Shared plan which shows who does what"),
        (None, "Bring back Sure Start", "Family holidays fund"),
        (2, "Show families how to read the plan", "Glossary of our acronyms"),
    ],
    "p3": [
        (2, "I learn from the colleague beside me", "Floor walkers, not webinars", "Practice time without cases"),
        (2, "Nobody asks what I can already do", "A kind skills check", "Start from what people do on their own phones"),
        (1, "Managers print e-mails", "Leaders should go first", "Director does the training with us"),
        (1, "Digital lead without any hours for it", "Give champions half a day", "Protected time"),
        (3, "Health and care record the same visit twice", "Two numbers for one person", "Let the systems talk to each other"),
        (3, "Copy and paste between four windows", "Type it once", "Forms that fill in what is known"),
        (3, "Supplier says open, bill says closed", "Put open interfaces into every contract"),
        (2, "Scared to break something", "A sandbox to play in", "It is all right to ask twice"),
        (1, "New tool every spring, old one never goes", "Stop something before starting something", "One roadmap that we can see"),
        (2, "Training on a demo town, not on our cases", "Use our own forms", "Fifteen minutes a week beats two days a year"),
        (4, "We collect it and never see it again", "Show teams their own numbers", "Ask one question that matters, then show the answer"),
        (6, "People who use services could test the tools", "Carers as testers", "Residents on the buying panel"),
        (3, "No signal on visits", "Must work offline", "Dictate a note and be done"),
        (1, "Fail in public once", "Share what did not work", "A leader's diary of learning digital"),
        (2, "Say why, before how", "Words without jargon", "A dictionary on the wall"),
        (3, "Eleven log-ins", "One log-in", "Passwords on sticky notes"),
        (4, "Link hospital discharge and home care start", "How long do people wait between? nobody can say"),
        (1, "Information governance says no because nobody asked early", "Invite governance to day one", "One page of what is allowed"),
        (2, "Older staff feel left behind", "Reverse mentoring with apprentices", "Pair a champion with a sceptic"),
        (6, "Volunteers teach tablets in sheltered housing", "Digital café with tea"),
        (5, "Families can film a thank-you or a worry", "Video calls suit some families, ask them"),
        (None, "Better chairs", "Working printers"),
        (3, "Calendar of the team and calendar of the ward", "Send the plan to the ambulance crew too"),
        (1, "Celebrate saved minutes", "Publish before and after", "Thank people by name"),
        (2, "Film of a colleague doing it", "Cheat sheet on one side"),
        (4, "Data quality is somebody else's job", "Fix one field a month together"),
        (5, "Letters that families understand", "Ask families how they want to be contacted"),
        (None, "Four-day week"),
        (2, "Confidence before competence", "Start with the smallest win"),
        (3, "Swap referrals by post for a shared tray", "See where my referral is"),
    ],
}

# (organisation key, themes, amount in pounds or None where it is not published, idea, who, economy, health, lasting)
APPLICATIONS = [
    ("o01", [4], 14500, "A monthly street-level picture of damp repairs and asthma prescriptions, made from data that two councils already hold.",
     "Children in private rented homes. Two housing teams helped us to write the first question.",
     "Two part-time analysts in the region and a method that others can buy.", "Earlier visits to the homes that need them.",
     "Councils keep the method; we hand over the code."),
    ("o02", [6], 9800, "A time bank in three estates, so that small favours are there before a crisis is.",
     "Parents who told us that one school run would have been enough.", "Pays six local organisers.",
     "Less loneliness, fewer referrals.", "Each estate elects its own keepers."),
    ("o03", [2], 12000, "Film-making days in which care teams record their own two-minute lessons.",
     "Home-care staff; we tried it with eleven of them.", "Commissions for local film-makers.",
     "Confident staff have more time for people.", "A library that the teams own."),
    ("o04", [3, 1], 19500, "A small translator between referral forms, so that a family hub types once.",
     "Family-hub workers, who showed us nine forms for one family.", "Keeps four developers in the region.",
     "Hours back for visits.", "Open code and an open list of fields."),
    ("o05", [3], 16240, "A tool with which teams build small data collections that fit into what they already run.",
     "Care teams that keep notes on paper between two systems.", "Grows a local product team.",
     "Less is lost between visits.", "Sold at cost to public bodies."),
    ("o06", [5], 20000, "Friendly first contact for families: trained neighbours, drop-ins and one number to ring.",
     "Families on the edge of asking; our groups meet them each week.", "Paid places for local parents.",
     "Help arrives before the crisis.", "Groups that go on by themselves, with training handed on."),
    ("o07", [1], None, "Coaching for leaders in care, so that they go first with digital work.",
     "Heads of service and their teams.", "Skills that stay with employers here.", "Better run services.",
     "Leaders who coach the next ones."),
    ("o08", [4], 18000, "A safe place where two organisations can count together without handing over records.",
     "Analysts in health and in care.", "A product made here.", "Questions answered that nobody may ask now.",
     "Run by the region's own data body."),
    ("o09", [2, 5], 11250, "A phone line at which carers practise video visits with a patient person.",
     "Unpaid carers; forty answered our survey.", "Four part-time posts.", "Fewer missed appointments.",
     "Carer centres take it on."),
    ("o10", [4, 6], 16700, "Residents gather what keeps them well, link it with what services know, and decide together what to try.",
     "Residents of two neighbourhoods who already meet.", "Local people trained and paid as researchers.",
     "Action on what residents themselves say matters.", "A residents' group holds the data and the say."),
    ("o11", [3], 15000, "An adapter that shows a home-care visit in the ward's diary.",
     "Discharge teams on two wards.", "Two engineers.", "Shorter stays.", "Open standard, so that others can join."),
    ("o12", [5], 17900, "A self-check for families, with a person behind it who rings back the same day.",
     "Parents who would never fill in a referral.", "Three posts for parents.", "Trouble found while it is small.",
     "Family hubs run it after a year."),
]

# (organisation key, theme, what stopped it)
DRAFTS = [
    ("o13", 5, "Partner could not release staff in time; wants to apply to the next edition."),
    ("o14", 3, "Decided that the idea needs a council first; put in touch with two."),
    ("o15", 6, "Trustees met after the deadline."),
]

HELP = [
    "Talked through which themes fit and which do not", "Read a draft and asked three questions", "Explained the marking scheme",
    "Put in touch with a council team that has the problem", "Budget: what counts as a cost", "How to show who benefits",
]

COMMENTS = [
    "Clear about who is helped.", "Would like to see what happens after the money.", "Close to the people it is for.",
    "The method is sound; the plan is short on dates.", "Fits the theme well.", "Costs are plausible.",
    "Say more about how it is kept going.", "Good use of what is there already.", "",
]
