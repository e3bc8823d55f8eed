"""The words around a name that tell whether it is a pupil's."""

from mentorbot.domain.everyday import word_set

PUPIL = word_set("""
    candidate pupil pupils student students child children kid kids boy boys girl girls lad lads lass learner
    learners tutee twin twins youngster teenager newcomer
""")
CALLED = word_set("called named nicknamed surnamed")
BETWEEN = word_set("is , ( : - name whose first full real")
"""What may stand between "pupil" and the name."""

CLASS_WORDS = word_set("class form group set lesson lessons tutor registration nurture intervention")
YEAR_WORDS = word_set("year yr yrs grade y primary p s")
YEAR_NUMBERS = word_set("one two three four five six seven eight nine ten eleven twelve thirteen r")
STAGES = word_set("reception nursery eyfs preschool ks1 ks2 ks3 ks4 ks5")
LINKS = word_set("""
    in from of into , ( - is was who who's he's she's now currently moving moves move joined moved also aged age
    has been at
""")
MUST_LINK = word_set("in from of into , ( - aged age")

NEEDS = word_set("""
    care sen send senco ehcp ehc ehcna iep ilp adhd autism autistic asd asc dyslexia dyslexic dyspraxia dyspraxic
    dyscalculia pda odd fasd ocd tourettes epilepsy epileptic diabetic diabetes asthma asthmatic anxiety anxious
    selectively mute premium therapy therapist worker syndrome eal camhs diagnosis diagnosed assessed assessment
    meltdown meltdowns medication ritalin fsm lac looked-after adopted fostered foster safeguarding bruise bruises
    self-harm self-harming self-harms neglect bullied bullying bullies excluded suspended exclusion suspension
    permex truanting absent absences absence lateness detention detentions non-verbal nonverbal incontinent
    toileting soiling soils wets stammer stutter speech deaf blind wheelchair cerebral downs down's allergic
    allergy epipen epi-pen
""")
CHILDISH = word_set("""
    coat jumper lunchbox classmate classmates carpet tantrum tantrums playtime playground breaktime phonics
    handwriting peers pupil pupils child children kid kids boys girls pencil chair uniform gcse gcses sats
    detention homework
""")
OWNED = word_set("""
    handwriting spelling tantrum tantrums attendance uniform truancy classmates peers
""")
"""What only a pupil's is."""

FAMILY = word_set("""
    mum mums mother dad father parent parents carer carers gran grandma grandad nan stepdad stepmum step-dad
    step-mum guardian family home foster
""")
LENT = word_set("""
    training course slides session sessions webinar book policy notes template form advice blog talk cpd
""")
"""What a colleague's may be: "Ruth's training on autism"."""

DOES = word_set("""
    is isn't was wasn't has hasn't had keeps kept won't can't cannot doesn't didn't does refuses refused hits hit
    bites bit kicks kicked throws threw shouts shouted swears swore cries cried struggles struggled gets got needs
    never always often constantly just screams screamed runs ran hides hid lies steals stole talks calls called
    punches punched disrupts pushes pushed wants hates loves finds found seems sits arrives comes came wears makes
    started stopped left lashes distracts attacks attacked wanders joined ignores ignored disrupted bullies
    bullied scored
""")
"""What is said of a pupil, and hardly of a play, a program or a place."""

DOES_ALONE = DOES - word_set("""
    is isn't was wasn't has hasn't had gets got needs never always often constantly just seems comes came makes
    started stopped found finds left does doesn't can't cannot
""")
"""Of these, what is said of a person rather than of a play or a program."""

CONCERN = word_set("struggling dealing worried concerned trouble problem problems cope coping worry issues")
"""With or about somebody."""

MISDOES = word_set("""
    hits bites bit kicks kicked punches punched screams screamed swears lashes disrupts disrupted bullies bullied
    spits spat wets soils steals truants misbehaves misbehaved
""")
"""What is said of hardly anybody but a pupil."""

NOT_AT_FIRST = word_set("""
    will may mark june april august summer autumn page link art hope paris petra victoria king prince princess
    jordan chad india
""")
"""Other words that begin sentences more often than as names."""

STAFF = word_set("""
    colleague colleagues teacher teachers ta tas lsa hlta mentor mentors head headteacher deputy senco cover ect
    ects nqt partner lead leader governor governors technician assistant coach trainer inspector tutor friend
    husband wife manager boss author authors writer poet by
""")
TITLES = word_set("""
    mr mrs miss ms mx dr sir dame lady lord king queen prince princess saint st pope emperor president captain
    general professor prof uncle aunt auntie father brother sister guru baby
""")
GREETINGS = word_set("""
    hi hello hey dear thanks thank cheers morning afternoon evening ta love regards i'm im am ps
""")
STUDIED = word_set("""
    teach teaches teaching taught read reads reading study studying studied text texts book books novel novels
    play plays poem poems topic unit scheme by story stories film drama character characters doing cover covering
    watch song songs performing perform staging production
""")

HEROES = word_set("""
    matilda oliver charlotte harry george emma alice peter tom jane rebecca carrie heidi ralph piggy victoria
    florence anne alex danny james arthur robin wendy lyra will percy joey albert billy eva sheila gerald pip
    scout jem daisy jay nick lennie simon jack roger romeo juliet henry elizabeth mary charles william edward
    winston rosa ada alan isaac rama noah moses jonah adam eve abraham david samson joseph esther ruth max august
    holly bruno shirley rita anna viola beatrice portia claudius cassio prospero miranda ariel hermia helena
""")
"""Whose names books, plays and lessons bear; only these can be what is taught or read."""

SUBJECTS = word_set("""
    geography history re science scheme schemes unit topic text contrast compare comparison novel reader poems
    poem inventions empire biography film context revolution
""")
"""What follows a name that is taught."""

NOT_NAMES = word_set("""
    i a an and or the my our your his her their its this that these those it we they he she you me us them who
    what when where why how which if in on at to of for from by with as is are was were be been being am do does
    did has have had not no yes so but any all some each every both either neither one two three four five six
    seven eight nine ten premium progress protection council voice voices tracker tracking data report reports
    work works book books portal centre services service office officer support profile profiles asset loan
    finance union card cards leaders leader ambassadors teacher teachers welfare safety tax trust development
    development's psychology poverty line account accounts laptop laptops chromebook chromebooks ipad ipads tablet
    tablets email emails login logins device devices app apps excel word powerpoint teams google classroom forms
    docs sheets kahoot quizizz scratch python microsoft office outlook onenote sims arbor bromcom classcharts
    seesaw tapestry showbie purple mash times tables rockstars ttrs canva padlet nearpod blooket edpuzzle zoom
    english maths science history geography french spanish german latin art music drama computing pe re pshe dt
    ict it mfl spag eal sen send ehcp gcse btec ks1 ks2 ks3 ks4 ks5 eyfs ofsted dfe uk england scotland wales
    ireland britain london africa asia europe monday tuesday wednesday thursday friday saturday sunday january
    february march april june july september october november december christmas easter ramadan eid diwali
    halloween year reception nursery key stage plan section paper set option task part component unit group class
    band level table type vitamin hepatitis side team question list chapter block week phase form grade schedule
    appendix exhibit figure column row cell sheet page room lab hall door lift car version model theory product
    brand letter sound number item step point act scene book quiz test exam essay mark band tier stream pupil
    student child kid boy girl learner teacher a-level as-level arabic polish romanian ukrainian urdu chinese
    somali muslim christian jewish hindu sikh black white asian british irish welsh scottish roma traveller syrian
    afghan yes no ok okay thanks please help also so now then there here
""")
"""Written like names, and nobody's: what stands after "student" or before "in year 4"."""

ACRONYMS = word_set("""
    PE RE DT IT CS RS AI TA TAS QA PP LP DH BV TV UK US EU PC HW LO SC WW GD EX AR VR AQA OCR HL SL PR CP CT AT BT
    AP AB DR MR MS ST OK ID LA LS AM PM GP HR SLT SOW NC FE HE EY EP OT SL ML QR ED PD VI HI PA AO MA BA AS OF IN
    AN MY BE GO FD UV PH DC AC DNA CAT ICT MFL EAL SEN ELSA FFT SPAG SAT WAGOLL IS ON TT DI SS SO IF OR WE ME NO
    HM NI SI
""")
"""Pairs of capitals that are no pupil's initials."""
