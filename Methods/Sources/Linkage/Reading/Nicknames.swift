/// Short and familiar forms of given names as they are used in Britain.
///
/// Each line is one name with its forms; a form may stand in several lines (Harry is Henry or Harold). Written for this
/// library from common usage; not exhaustive, and not needed for a name to be linked: it only makes two forms nearer.
enum Nicknames {
    /// The lines in which a name stands, by their number.
    static func groups(_ name: [UInt8]) -> [UInt16] { index[name] ?? [] }

    static func isKnown(_ name: [UInt8]) -> Bool { index[name] != nil }

    private static let index: [[UInt8]: [UInt16]] = {
        var index: [[UInt8]: [UInt16]] = [:]
        for (number, line) in table.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") { index[Array(word.utf8), default: []].append(UInt16(number)) }
        }
        return index
    }()

    private static let table = """
        abigail abby abbie gail
        adam ad
        adrian ade
        agnes aggie nessie
        alan allan allen al
        albert al bert bertie
        alexander alex al alec sandy xander lex alasdair alistair
        alexandra alex sandra sandy lexi lexie alexa
        alfred alf alfie fred freddie
        alison ali allie
        amanda mandy
        amelia amy millie milly
        andrea andi andie
        andrew andy drew
        angela angie ange
        ann anne anna annie nan nancy
        annabel annabelle bella belle
        anthony antony tony ant
        antonia toni tonia
        archibald archie
        arthur art artie
        augustus gus
        barbara barb barbie babs
        barnaby barney
        benjamin ben benji benny
        bernard bernie
        bernadette bernie
        beatrice bea trixie
        bradley brad
        bridget bridie biddy
        calvin cal
        cameron cam
        carol caroline carolyn carrie caro lyn
        catherine katherine kathryn katharine cath cathy kath kathy kate katie kat kitty kay katy cate
        cecilia cecily cis cissie celia
        charles charlie chas chuck chaz
        charlotte charlie lottie lotte char
        chester chet
        christine christina chris chrissie tina christie
        christopher chris kit topher kris
        clifford cliff
        clive cliff
        constance connie
        cornelius con neil
        cynthia cindy
        daniel dan danny
        danielle dani danni
        david dave davy dai davey
        deborah debra debbie deb debs
        denise den
        dennis den denny denis
        derek del
        desmond des
        diana diane di dianne
        dominic dom nick
        donald don donnie donny
        dorothy dot dottie dolly dora
        douglas doug dougie
        duncan dunc
        edith edie
        edmund ed eddie ned ted
        edward ed eddie ted teddy ned eddy
        edwin ed eddie
        eleanor ellie nell nora elle ella nellie elinor
        elizabeth liz lizzie lizzy beth betty eliza libby elsie bess bessie betsy lisa elisabeth lisbeth ellie
        emily em emmie millie
        emma em emmie
        eric rick
        ernest ernie
        eugene gene
        evelyn eve evie
        felicity fliss flick
        florence flo florrie flossie
        frances fran fanny frankie francesca
        francis frank frankie fran
        frederick fred freddie freddy rick frederic
        gabriel gabe
        gabrielle gabby gabi
        gareth gary gaz
        gary gaz
        geoffrey geoff jeff jeffrey
        gemma gem
        george georgie
        georgina georgia georgie gina
        gerald gerry jerry gerard ged
        geraldine gerry
        gilbert gil bert
        gillian gill jill gilly
        gordon gord
        graham graeme grahame
        gregory greg gregor
        gwendolyn gwen gwendoline wendy
        hannah han nan
        harold harry hal
        harriet hattie harri
        heather hev
        helen nell nellie helena ellen
        henry harry hal hank
        herbert herb bert bertie
        hilary hil
        howard howie
        hubert hugh bert
        hugh hughie huw
        ian iain
        imogen immy
        irene rene
        isaac zac ike
        isabel isabelle isabella izzy bella belle izzie
        jacob jake jay
        jacqueline jackie jacqui jacky
        james jim jimmy jamie jem jimmie
        jane janie jan janey
        janet jan
        janice jan
        jasmine jas jaz
        jason jay jase
        jean jeanie jeannie
        jemima jem mima
        jennifer jen jenny jennie jenni
        jeremy jerry jez jem
        jessica jess jessie
        joan joanie
        joanna joanne jo joe josie
        john jack johnny jon johnnie jackie
        jonathan jon jonny johnny jonathon jono nathan
        joseph joe joey jo
        josephine jo josie jojo
        joshua josh
        joyce joy
        judith judy jude judi
        julia julie jules
        julian jules
        justin jus
        karen kaz
        kelly kel
        kenneth ken kenny
        kevin kev
        kimberly kim kimberley kimmy
        kirsten kirsty kirstin
        kristen kris kristin kristie kristy
        laura laurie lolly
        laurence lawrence larry laurie lawrie loz
        leonard len lenny leo
        leslie les lesley
        lewis lou lew louis
        lillian lily lil lilian
        linda lynda lindy lyn
        lindsay lyndsey linz lindsey
        louise lou louisa lulu
        lucy luce lucille lucinda
        lydia lyd
        madeleine maddie maddy madeline
        malcolm mal malc
        marcus marc mark
        margaret maggie meg peggy madge marge margie peg megan rita daisy greta meggie mags
        maria marie mary mia
        marian marion
        marilyn lyn mary
        marjorie marge margie
        martha marty mattie
        martin marty mart martyn
        mary molly polly mamie may
        matilda tilly mattie tilda
        matthew matt matty mat mathew
        maureen mo
        maurice mo morris
        maximilian max
        maxwell max
        melanie mel
        melissa mel missy lissa
        michael mike mick mickey mikey micky micheal
        michelle shell michele shelly mish
        mildred millie
        miranda mandy randa
        miriam mim mimi
        mohammed mohammad muhammad mo mohamed
        monica mon
        montague monty
        morgan mo
        nancy nan
        natalie nat tally
        natasha tash tasha nat
        nathan nat nate
        nathaniel nat nate nathan
        neil neal
        nicholas nick nicky nico nicolas
        nicola nicky nic nikki nicole
        nigel nige
        norman norm
        oliver ollie olly
        olivia liv livvy ollie
        oscar ossie
        oswald oz ozzie ossie
        pamela pam pammie
        patricia pat patty trish tricia patsy trisha patti
        patrick pat paddy rick
        paul pauly
        pauline paula
        penelope penny pen
        peter pete
        philip phil phillip pip
        philippa pippa pip
        priscilla cilla
        prudence pru
        rachel rach rachael rae
        ralph raff
        raymond ray
        rebecca becky becca bex becks
        reginald reg reggie
        rhoda rho
        richard rick dick rich ricky richie dickie rik
        robert rob bob bobby robbie bert robin bobbie
        roberta bobbie robbie
        roderick rod roddy rory
        rodney rod
        roger rog
        roland rollo roly
        ronald ron ronnie ronny
        rosalind ros roz
        rosemary rose rosie romy
        rowena ro
        roxanne roxy roxann
        rudolph rudy
        rupert rupe
        russell russ
        ruth ruthie
        samantha sam sammy
        samuel sam sammy
        sandra sandy
        sarah sally sadie sara
        sebastian seb bas
        selina lina
        shaun sean shane shawn
        sharon shaz shazza
        sheila shell
        shirley shirl
        sidney sid sydney syd
        simon si sim
        solomon sol solly
        sophia sophie soph sofia
        stanley stan
        stephanie steph stevie steff
        stephen steven steve stevie ste
        stewart stuart stu stew
        susan sue susie suzy suzanne susanna susannah suzie
        sylvia sylvie
        tamara tammy
        teresa theresa terry tess tessa tracy
        terence terry tel terrence
        thelma thel
        theodore ted theo teddy
        theodora thea dora
        thomas tom tommy tommie
        timothy tim timmy
        tobias toby
        tracy trace tracey
        valerie val
        vanessa nessa ness
        veronica ronnie vera ronni
        victor vic
        victoria vicky vicki tori vic vickie
        vincent vince vinny vin
        violet vi
        virginia ginny gina ginnie
        vivian viv vivien vivienne
        wallace wally
        walter walt wally wal
        warren waz
        wilfred wilf fred
        wilhelmina mina minnie billie
        william will bill billy liam wills willy willie
        winifred win winnie freda
        winston win
        yvonne von
        zachary zac zach zack zak
        """
}
