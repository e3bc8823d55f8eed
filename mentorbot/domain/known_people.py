"""Whom lessons and staffrooms speak of, and what only looks like a person: never a pupil."""

_NAMES = """
    tracy beaker; ada lovelace; adam smith; alan turing; albert einstein; alexander fleming; alfie kohn; amelia
    earhart; andrew marvell; anna sewell; anne boleyn; anne frank; anthony browne; arthur miller; barack obama;
    ben jonson; benjamin zephaniah; boris johnson; carol duffy; catherine parr; catherine howard; charles darwin;
    charles dickens; charlotte bronte; charlotte's web; christina rossetti; christopher columbus; christopher
    marlowe; curley's wife; daisy christodoulou; daniel willingham; david walliams; david attenborough; david
    didau; dylan thomas; dylan wiliam; edith cavell; edward jenner; eleanor roosevelt; elizabeth fry; emily
    bronte; emily davison; emmeline pankhurst; ernest hemingway; florence nightingale; frank lloyd; george orwell;
    george washington; grace darling; greta thunberg; guy fawkes; harry potter; harry kane; helen keller; henri
    matisse; isaac newton; isambard brunel; jack the; jacqueline wilson; james watt; james joyce; jane austen;
    jane eyre; jane goodall; john agard; john donne; john hattie; john keats; john steinbeck; john sweller; john
    lennon; joseph lister; judith kerr; julia donaldson; julius caesar; karl marx; katherine johnson; leonardo da;
    lewis carroll; louis pasteur; louis braille; luke skywalker; malala yousafzai; malcolm x; marcus rashford;
    margaret thatcher; marie curie; martin luther; mary anning; mary berry; mary myatt; mary seacole; mary
    shelley; mary queen; michael morpurgo; michael rosen; michael faraday; mo farah; nelson mandela; neil
    armstrong; oliver cromwell; oliver twist; oscar wilde; pablo picasso; paul dix; peter pan; philip pullman;
    rachel carson; richard dawkins; roald dahl; robert browning; robert burns; robert frost; robin hood; rosa
    parks; samuel pepys; seamus heaney; simon armitage; steve jobs; sylvia plath; ted hughes; thomas edison;
    thomas hardy; tim peake; tim berners; tom bennett; tom sherrington; tom sawyer; vincent van; walter tull;
    wilfred owen; william blake; william shakespeare; william wordsworth; winston churchill; white rose; ruth
    miskin; debbie hepplewhite
"""

KNOWN_PEOPLE = frozenset(tuple(name.split()) for name in _NAMES.split(";"))
"""Each as the two words by which it is seen."""
