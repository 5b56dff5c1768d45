extension Language {
    static let welsh = Language(
        code: "cy", name: "Welsh",
        headings: """
            start time: Amser cychwyn | Amser dechrau | Dechrau
            completion time: Amser cwblhau | Amser gorffen y ffurflen
            last modified time: Amser yr addasiad diwethaf | Amser addasu diwethaf
            end time: Amser gorffen | Amser diwedd | Diwedd
            email: E-bost | Ebost | Cyfeiriad e-bost | Cyfeiriad ebost
            name: Enw llawn | Enw | Enw'r cyswllt | Enw cyswllt | Cyswllt
            first name: Enw cyntaf | Enw bedydd
            last name: Cyfenw | Enw olaf | Enw teuluol
            organisation: Sefydliad | Cwmni | Mudiad | Elusen | Cyflogwr | Enw'r sefydliad | Corff
            job title: Teitl swydd | Swydd
            phone: Ffôn | Rhif ffôn | Ffôn symudol
            timestamp: Stamp amser
            username: Enw defnyddiwr
            name original name: Enw (enw gwreiddiol)
            user name original name: Enw defnyddiwr (enw gwreiddiol)
            user email: E-bost y defnyddiwr | E-bost defnyddiwr
            join time: Amser ymuno
            leave time: Amser gadael
            duration: Hyd
            duration minutes: Hyd (munudau)
            total duration minutes: Cyfanswm hyd (munudau)
            guest: Gwestai
            topic: Pwnc
            meeting id: ID y cyfarfod
            participants: Cyfranogwyr
            host: Gwesteiwr
            registration time: Amser cofrestru | Dyddiad cofrestru
            approval status: Statws cymeradwyo
            registration status: Statws cofrestru
            attended: Yn bresennol
            first join: Ymuno gyntaf | Ymunodd gyntaf | Ymuno am y tro cyntaf
            last leave: Gadael olaf | Gadawodd olaf | Gadael am y tro olaf
            in meeting duration: Hyd yn y cyfarfod
            participant id upn: ID cyfranogwr (UPN) | ID y cyfranogwr (UPN)
            role: Rôl
            user action: Gweithred defnyddiwr
            meeting title: Teitl y cyfarfod
            meeting duration: Hyd y cyfarfod
            in meeting activities: Gweithgareddau yn y cyfarfod
            order no: Rhif archeb | Rhif yr archeb
            order date: Dyddiad archebu | Dyddiad yr archeb
            quantity: Nifer | Nifer y tocynnau
            ticket type: Math o docyn | Math y tocyn
            attendee status: Statws y mynychwr | Statws mynychwr
            status: Statws
            buyer name: Prynwr | Enw'r prynwr
            buyer email: E-bost y prynwr
            guest of: Gwestai i | Gwestai
            tags: Tagiau
            unsubscribed: Wedi dad-danysgrifio | Dad-danysgrifio | Wedi datdanysgrifio
            do not contact: Peidiwch â chysylltu | Dim cysylltu
            do not email: Dim e-bost | Peidiwch ag e-bostio | Dim ebost
            consent: Caniatâd | Cydsyniad | Hapus i gysylltu
            date: Dyddiad
            notes: Nodiadau | Sylwadau
            """,
        words: """
            : beth | yw | eich | dy | y | yr | r | o | i | ac | a | neu | nodwch | rhowch | os | gwelwch | yn | dda | ydy
            name: enw | henw | enwr
            full: llawn
            last name: cyfenw | chyfenw
            email: ebost | bost | e
            address: cyfeiriad
            organisation: sefydliad | cwmni | mudiad | elusen | cyflogwr | sefydliadr
            attendee: mynychwr | cyfranogwr
            contact: cyswllt
            organisation for: pa | ble | cynrychioli | gweithio | gyfer
            """,
        values: """
            yes: ie | ydw | ydy | oes | gwir
            no: na | nac ydw | nac ydy | naddo | ffug
            registered: cofrestrwyd | wedi cofrestru | wedi archebu | cadarnhawyd | wedi'i gadarnhau
            attending: yn mynychu | yn dod
            attended: mynychodd | wedi mynychu | yn bresennol
            not attended: absennol | heb fynychu | ni fynychodd | ddim yn bresennol
            cancelled: canslwyd | wedi canslo | wedi'i ganslo | ddim yn mynychu | ddim yn dod
            refunded: ad-dalwyd | wedi'i ad-dalu
            denied: gwrthodwyd | wedi'i wrthod
            blocked: rhwystrwyd | wedi'i rwystro
            void: annilys
            waitlisted: rhestr aros | ar y rhestr aros
            pending: yn aros | yn yr arfaeth | heb dalu
            invited: gwahoddwyd | wedi gwahodd | wedi'i wahodd
            approved: cymeradwywyd | wedi'i gymeradwyo
            joined: ymunodd
            left: gadawodd
            organiser: trefnydd
            co organiser: cyd drefnydd
            presenter: cyflwynydd
            attendee: mynychwr | cyfranogwr
            host: gwesteiwr
            total: cyfanswm
            unsubscribed: wedi dad-danysgrifio | wedi datdanysgrifio
            anonymous: dienw
            """,
        months:
            "Ionawr Ion | Chwefror Chwef Chwe | Mawrth Maw | Ebrill Ebr | Mai | Mehefin Meh | Gorffennaf Gorff Gor | Awst Aws | Medi | Hydref Hyd | Tachwedd Tach | Rhagfyr Rhag",
        units: "d: diwrnod dyddiau\nh: awr oriau\nm: munud munudau\ns: eiliad eiliadau")
}
