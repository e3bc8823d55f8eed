"""First names that pupils in English-speaking schools often have; those that are other words too stand apart."""

from mentorbot.domain.everyday import word_set

NAMES = word_set("""
    aadhya aaliyah aamir aarav aaron abbie abby abdul abdullah abdullahi abdulrahman abena abi abigail abraham
    adaeze adam adan adeel adele aditya adnan adrian advik agnieszka aidan aiden aileen ailsa aimee aisha aishah
    aiza ajay akash akua alan alana alasdair alastair albert albie aleena alejandro aleksandra alesha alessandro
    alex alexa alexander alexandra alexandru alexia alexis alfie alfred ali alice alicia alicja alina alisha alison
    alistair aliyah allan allegra alyssa amaan aman amanda amara amarachi amaya amelia amelia-rose amelie amina
    aminah amir amira amirah amit amna amy anand ananya anas anastasia anastasiia anaya andre andreea andrei andrew
    andrzej andy aneesa angela angelina angus anh anika aniket anil anisa anisha anita anjali anna annabel annabelle
    anne-marie annie anoushka antek anthony antoni antonia antonina antonio anwar anya aoi aoife arabella araminta
    arav arben archie arda ardit arham aria ariana arianna arjun arlo armaan arman arnav arnold arthur arun arya
    aryan asha asher ashleigh ashley ashok ashton asif asma astrid atif ava ava-mae axel aya ayaan ayan ayden ayesha
    ayman ayodele ayomide ayse ayub ayush azaan aziz bailey bao barnabas barnaby barney bartek bartosz bashir
    beatrice beatrix beatriz becky ben benedict benjamin benji berat besnik beth bethan bethanie bethany betsy
    bianca bilal billy blair bobby bogdan bogna bohdan bola bradley brandon brayden brendan brianna bridget brodie
    brody bronwyn bruce bryn bryony caitlin caitlyn caleb callie callum calum calvin cameron camila camilla caoimhe
    cara carla carly carole caroline carrie carys casper cassie cathal catherine catriona cecily cedric cerys
    chantelle charis charlie charlotte chelsea chiamaka chiara chidi chinedu chioma chloe chris christina
    christopher cian ciara ciaran cillian claire clara claudia clementina clementine clive clodagh cody colby colin
    connie connor conor cordelia corey cormac cosmin cosmo courtney craig crispin curtis cyril cyrus dafydd daisy
    daithi dalmar damian damien dan dana daniel daniela danielle danny danylo darcey darcy daria darius darnell
    darragh darren dave david dawid dawud daya deacon debbie deborah declan deepak deepika defne demi demi-leigh
    denis denisa denise dennis denzel deqa derek derrick dexter dhruv diana diego dilara dillon dimitris dinesh diya
    dmitri dmytro dominic dominik dominika donald dorian dorota dorothy douglas dragos duarte duncan dwayne dylan
    ecem eddie edgar edith edmund edward eesa efan efua ehsan eileen eilidh eilish eimear ela elaine eleanor elena
    eleni eli eliana elias elif elijah eliot elisa elise elisha eliza elizabeth ella elle ellen ellie ellie-mae
    elliot elliott ellis elodie eloise elsa elsbeth elsie elspeth elvis emaan emeka emer emilia emilie emily emir
    emma emmanuel emmie emre enrique enzo eoin eric erik erin erion ernest errol esha esi esme esmee esther ethan
    etta euan eva evan evangeline evelyn evie ewan ezekiel ezra fabian faisal faizan farah farhan farhia farid faris
    farzana fatima fatimah fatoumata federico felicia felicity felix femi fergus fernando ffion filip finbar findlay
    finlay finley finn finnley fiona fizza florin frances francesca francesco franciszek fraser freddie freddy
    frederick freya gabriel gabriela gabriella ganesh gareth gavin geeta gemma geoffrey george georgia georgie
    georgina gerard gethin gheorghe gianna gideon gino giorgia giorgos giovanni giulia gordon graham grainne gregor
    gregory greta guilherme gurdeep gurpreet gus gwen gwilym habib hadiya hafsa hallie hamid hamish hamza hana
    hanako hanan haneef hanif hanka hanna hannah hareem hari haris harley haroon harper harpreet harriet harrison
    harry haruka harun haruto harvey hasan hashim hassan hattie hayden hayley hector heidi heitor helen helena helin
    henrietta henry henryk hiba hira hiro hodan hollie hubert huda hugh hugo humaira husnain hussain hussein huw
    hysen ian ibrahim ibrahima idris iestyn ifan ifeoma ifrah igor ilaria ilinca ilyaas ilyas iman imani imogen
    imran inaaya indie indira ines inez innes ioan ioana iona ionut isaac isabel isabella isabelle isaiah iseult
    isha ishaan ishan ishika isla isma ismael ismail isobel isobelle issa ivan ivanka iwan iyla izaan izabela izzy
    jackson jacob jacqueline jada jade jaden jagoda jaiden jakub jamal jameela james jamie jamila jan jane janet
    janine jannat jared jase jasmin jasmine jason jaspreet javier jax jaxon jaxson jaxx jaya jayden jaydon jayla
    jeff jeffrey jemima jemma jenna jennifer jenny jensen jenson jeremiah jeremy jermaine jerome jess jesse jessica
    jessie jia jibril jin jing joanie joanna joanne joao jodi jodie joe joel johan john johnny jonah jonas jonathan
    jordan jorge jose joseph josephine josh joshua josiah josie jovan juan juanita judah jude judith julia julian
    julie juliette juliusz junaid justin justyna kabir kacey kacper kai kaiden kaitlyn kamala kamil kamran kane
    karan kareem karim karina karl karolina kasia kasper katarina katarzyna kate katelyn katherine kathryn katie
    katy kavya kayden kayla kaylee kayleigh kayson keane keeley keeva keira keiran keisha kelsey kemi kenan kendra
    kenji kenneth kenny kenzie kenzo kerem kerry kevin kezia khadija khadijah khadra khalid kian kiara kiera kieran
    kiki kimberley kimberly kinga kinza kiran kirsten kirsty kishore klara klaudia kofi kojo kostas krish krisha
    krishna kristina krystian krzysztof kuba kunal kwabena kwaku kwame kyan kyla kyle kyra lachlan lacie laiba laila
    lakshmi lana lara laraib larisa latifah latoya laura lauren laurence layla layton leah leanna leanne leela leia
    leighanne leighton leila lena lennie lenny leo leon leona leonard leonardo leonie lerato leroy leticia levi
    lewis leyla lia liam liana libby lila lilah lillian lillie lilly lilly-mae lily-rose lina linda lindsay linh
    lisa liya liz lizzie lloyd logan lola lorcan lorenzo lorna lottie louie louis louisa louise lowri luca lucas
    lucia lucian lucie lucy ludo luigi luis lukas lukasz luke lydia lyla lyra maariya mabel maciej mackenzie macy
    madalina maddie maddison madeleine madeline madiha madison maeve mafalda magda magnus mahad maheen mahesh
    mahmoud mahnoor maia maisie maja maks malachi malachy malaika malak malcolm malgorzata malia malik mamadou
    mandeep manoj manpreet manraj manuel marcel marcelina marcin marcus marek margaret margot maria mariah mariam
    mariama mariana marie mario marium marius marlene marley marlon marnie martha martyna marvin marwa mary
    mary-jane maryam mason mateo mateusz mathew matilda matt matteo matthew maurice maverick maxim maximilian
    maximus maya maylor mazin mckenzie meena meera megan mehak mehmet melanie melis melissa mhairi mia micah michael
    michaela michal michalina michelle miguel mihaela mihai mikael mikail mike mikey mikolaj mila milena millie
    milly milo milos minahil mingyu minh minjun mira mirac mircea miriam mischa mitchell moesha mohamed mohammad
    mohammed mohamud mohan mollie molly monica monika morag morgan moses muhammad muhammed muna murray musa mustafa
    mya mykola myla myra nabeel nabiha nabila nadia nadine naeem naila najma naledi nancy naomi nasir nasra nasreen
    natalia natalie natalya natasha nate nathan nathaniel naveen navjot navya nazia neal neha nehemiah nehir neil
    nellie nelly nemanja nerys neve neville ngozi nia niall niamh nicholas nicky nico nicola nicolas nicole nigel
    nihal nikhil nikita nikki nikodem nikola nimo nina nisa nisha nnamdi noah noor nora nour nusrat nyla obinna
    octavia odhran oisin oksana olaf olanna oleksandr olena oliver olivia oliwia oliwier oliwka ollie oluwaseun
    oluwaseyi oluwatobi omar omari omer oona oran orla orlaith oscar osian oskar osman otis ottilie owain owen paddy
    paige pamela paolo parveen patricia patrick patryk paul paula paulina pawel pedro penelope percy perry petar
    peter petra phil philip philippa phillip phoebe piotr pola polly pooja pranav preeti priti priya priyanka
    quentin quincy quinn rachael rachel radha rafael rafay rafe rafferty raheem rahim rahma rahul rajan rajesh rajiv
    ralph ralphie raluca ramesh ramona rania ranya raphael raquel rares rashid rashida raul ravi rayaan rayan rayhan
    raymond rayyan razvan rebecca rebekah reda reece reem reena reggie rehan rekha reuben reyansh rhea rhian
    rhiannon rhoda rhodri rhys rian ricardo richard rida riddhi rihanna riley rishi rita riya roan robbie robert
    roberta roberto rocco roderick rodrigo rohan rohit roisin romeo romilly ronald ronan ronnie rory rosalie
    rosalind rosanna rosanne rosie rowena roxanne ruairi ruben rudy rufina rufus rukaiya rukhsana rukhsar rupert
    russell ruth ryan ryder rylan saad saanvi saba sabrina sabrine sachin sadhbh sadia sadie safiya safiyyah sahil
    sahra saif saima sakura salim sally salma salman salwa sam samantha samar sameer sami samia samira samson samuel
    sanaa sandeep sanjana sanjay sanjeev santiago saoirse sara sarah sasha saskia saul scarlett sean seb sebastian
    segun selena selma seo-yeon seren serena sergei sergio seth shabnam shaheen shahid shahzad shaima shakira shane
    shanelle shanice shannen shannon shanti sharon shaun shauna shay shayla shazia sheila shelby sheldon shelley
    shiloh shivani shona shreya sian siddharth siddhi sienna silas simon simone simran simranjeet sinead siobhan
    sioned sipho sita siya sofia sofiia solomon sonia sonny sophia sophie soraya sorcha sorin stanislaw stanley
    stefan stefania steffan stella steph stephanie stephen steve steven stevie struan stuart sude sulaiman suleiman
    sumaya sumayyah sumera summayah sunil sunita suraj suresh susan susannah suzanne syeda szymon tadhg tahir tahlia
    taiwo talha talhah talia tallulah tamara tamsin tania tanisha tanvi tanvir tanya tara tariq tarun tasha tatiana
    tatum tayla taylor tayyab tayyib tayyiba teddy tegan temi tendai teodora teresa teri tess tessa thabo thaddeus
    thea theo theodora theodore theresa thiago thomas thuy tia tiago tiana tiegan tilly tim timothy tina tinashe
    tobi toby tolu tom tomas tomasz tomek tommy tomos toni tony tracey trevor tristan tuan tunde tyler tymek tymon
    tyrell tyrese tyrone ugo umar usama usha usman uzair valentina valeria valmir vanessa vanya varun vasile vera
    veronica vihaan vihan vijay vikram viktor viktoria vincent vinnie vinod vivaan vivek vivian vivienne vlad
    vladimir wafa wajiha waleed walter wanda warsame weronika wesley wiktor wiktoria wilbur wilf wilfred willow
    winifred wojciech wojtek wyatt xander xavier xiaoming xin yahya yaqub yara yash yasin yasir yasmeen yasmin
    yasmina yasmine yassin yaw yiannis yosef yousef youssef yuki yulia yunus yusra yusuf yuto yuvraj yvie yvonne zac
    zach zachariah zachary zack zahid zahida zahra zaid zain zaina zainab zak zakariya zaki zander zane zara zarah
    zayaan zayan zayd zayn zayna zeeshan zeinab zeynep zion zoe zofia zoha zohaib zosia zoya zubair zuri zuza
    zuzanna zuzia
""")

WORDLIKE = word_set("""
    abu ace ada ade ama amber ana angel april ariel arran art asia august aurora autumn basil bea bear beau bella
    belle bill blake blaze blessing blue bob bonnie bowie brook brooke buddy byron carmen carol carter casey cat
    chad chance chase cherish cherry chip christian clark cliff clyde cohen cole colt crystal dale dallas dante dawn
    dean dee destiny devon dior dolly don drew duke earl eden edison eman ember esa eve faith fern fletcher flora
    florence flynn ford francis frank frankie gene genevieve giles ginger glen glenn gloria grace grant gray grey
    guy gypsy hailey hal harmony harris hazel heath heather holly honey honor hope hudson hunter ina india indigo
    iris isa ivy jack jackie jake jasper jay jean jerry jet jewel jill jo jock joy jules june justice kale kay keith
    kelly ken kent kim king kit kitty kris lacey lance lane lark laurel lee lennon lexi lexie liberty lil lily
    lionel loren lou lucky luka luna lux mac mace maggie major mali marc marco mari marina mark marlow marshall
    martin mathilda matty max may mei melody mercedes mercy mick milan miles min mina minnie misty mo montgomery
    monty myles ned nell nelson neo nevaeh nguyen nick niki noel norm norman nova ola olive olly otto ozzie page
    paris parker pat patience paxton pearl peg peggy penny pepper peyton pia pip piper pixie poppy preston primrose
    prince princess raja raven ray red reed reese regan reid reign remi rex ria rich rick ricky rio river rob robin
    rocky rod roger roman ron ronny rosa rose ross rowan roy royal ruby rue rush rusty safa saffron sage sana sandy
    scott scout shea shell sid sky skye skyla skyler sofie sol spencer stan star stephan sterling stew storm sue
    sultan summer sunny suri tam tanner ted temperance terry tiffany tiger todd tracy treasure trent trey trinity
    troy tudor ty tyson val veer vicky victor victoria viola violet wade warren wei wendy will willy winnie winston
    woody wren yan zen zhang ziggy zola
""")
"""Counted only where written like a name within a sentence, or where the text says that it is one."""
