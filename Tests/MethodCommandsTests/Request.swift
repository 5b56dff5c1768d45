import Testing

/// A sound request to one command: its files, and its arguments, in which a file's name stands for its path.
struct Request: Sendable, CustomTestStringConvertible {
    var files: [String: String]
    var arguments: [String]

    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String, _ files: [String: String]) {
        self.files = files
        self.arguments = arguments.split(separator: " ").map(String.init)
    }

    static let all = [
        assign, bids, timetable, portfolio, calibrate, protect, nested, noisy, released, audit, ledger, near, find,
        link,
        between, bodies,
    ]

    static let assign = Request(
        "assign --items I --reviewers R --conflicts C --affinity F --previous P --per-item 2 --max-load 4 -o OUT",
        [
            "I": "item,reviews\n3,\n7,1\n9,2\n12,\n",
            "R": "reviewer,min_load,max_load\nAnn,1,3\n\"Bo, B\",,\nCy,0,\nDi,,2\n",
            "C": "item,reviewer\n3,Ann\n9,\"Bo, B\"\n",
            "F": "item,reviewer,score\n3,Cy,7.5\n7,Ann,-2\n9,Di,3\n12,Ann,4.25\n",
            "P": "item,reviewer,score\n3,Cy,1\n12,Gone,2\n",
        ])

    static let bids = Request(
        "assign --items I --reviewers R --affinity F --only-bids --fair --per-item 1 --json -o OUT",
        [
            "I": "item\n3\n7\n9\n", "R": "reviewer\nAnn\nBo\n",
            "F": "item,reviewer,score\n3,Ann,2\n3,Bo,1\n7,Ann,5\n9,Bo,1\n9,Ann,3\n",
        ])

    static let timetable = Request(
        "timetable D -o OUT --moves 3000",
        [
            "D": """
            {
              "day": {"start": "09:00", "end": "16:00"},
              "stations": [
                {"id": "panel", "minutes": 30, "everyone": true, "closed": [{"from": "12:30", "to": "13:15"}]},
                {"id": "legal", "minutes": 20, "seats": 2, "changeover_minutes": 5, "opens": "10:00"}
              ],
              "visitors": [
                {"id": "Ann", "arrives": "09:30", "visits": ["legal"]},
                {"id": "Bo", "leaves": "15:00", "absent": [{"from": "11:00", "to": "11:30"}]},
                {"id": "Cy", "lunch": false, "visits": [{"station": "legal", "minutes": 25}]}
              ],
              "walking": {"minutes": 5, "between": [{"from": "panel", "to": "legal", "minutes": 10}]},
              "lunch": {"from": "12:00", "to": "14:00", "minutes": 45},
              "order": [{"first": "panel", "then": "legal", "visitors": ["Bo"]}],
              "previous": [{"visitor": "Bo", "station": "panel", "start": "09:00"}],
              "seed": 7
            }
            """
        ])

    static let portfolio = Request(
        "portfolio Q -o OUT --seconds 1",
        [
            "Q": """
            {
              "pot": 90000, "step": 500, "near_percent": 1, "more": 1000, "sets": 20,
              "themes": [
                {"name": "Health", "least_awards": 1, "most_awards": 3, "least_amount": 9000, "most_amount": 60000},
                {"name": "Transport"}
              ],
              "candidates": [
                {"id": "A1", "score": 71.5, "asks": 12000, "least": 8000, "theme": "Health"},
                {"id": "A2", "score": 64, "asks": 30000, "themes": ["Health", "Transport"]},
                {"id": "A3", "score": 58, "asks": 9500.50, "theme": "Transport", "funded": true},
                {"id": "A4", "score": 61, "asks": 50000}
              ]
            }
            """
        ])

    static let calibrate = Request(
        "calibrate S --top 2 --draws 200 -o OUT",
        ["S": "item,judge,score\nA,Ann,7\nA,Bo,5.5\n\"B, b\",Bo,8\n\"B, b\",Cy,6\nC,Ann,3\nC,Cy,4\n"])

    static let protect = Request(
        "protect T --count count --seconds 0.2 -o OUT --witnesses PROOF",
        ["T": "area,group,count\na,x,3\nb,x,12\nc,x,20\na,y,8\nb,y,1\nc,y,15\n"])

    static let nested = Request(
        "protect T --count n --hierarchy area=AREAS --method round -o OUT",
        [
            "T": "area,group,n\na,x,3\nb,x,12\nc,x,20\na,y,8\nb,y,1\nc,y,15\n",
            "AREAS": "child,parent\na,north\nb,north\nc,south\n",
        ])

    static let noisy = Request(
        "protect T --count count --method cellkey --secret KEY -o OUT",
        ["T": "area,count\na,3\nb,12\nc,20\n", "KEY": "0123456789abcdef0123456789abcdef"])

    static let released = Request(
        "protect T --count count --seconds 0.2 --ledger LEDGER -o OUT",
        ["T": "b,count\nu,9\nv,8\n", "LEDGER": book])

    static let audit = Request(
        "audit T --threshold 5",
        [
            "T": """
            area,group,count,status
            a,x,,primary
            a,y,,secondary
            b,x,,secondary
            b,y,,secondary
            a,Total,31,shown
            b,Total,27,shown
            Total,x,24,shown
            Total,y,34,shown
            Total,Total,58,shown

            """
        ])

    static let ledger = Request("audit --ledger LEDGER", ["LEDGER": book])

    private static let book = """
        {
          "about": "Every release for good.",
          "releases": [
            {"name": "r", "population": "p", "method": "suppress", "threshold": 5, "dimensions": [{"name": "a", \
        "codes": ["x", "y", "Total"], "parents": [2,2,null]}], "counts": [18,19,37], "low": [18,19,37], "high": [18,19,37]},
            {"name": "s", "population": "q", "method": "suppress", "threshold": 5, "dimensions": [{"name": "a", \
        "codes": ["x", "y", "Total"], "parents": [2,2,null]}], "counts": [3,9,12], "low": [null,null,12], "high": [null,null,12]}
          ],
          "relations": [
            {"part": "q", "whole": "p"}
          ]
        }
        """

    static let link = Request(
        "link A B --id row_id --columns \(people) --together T --apart X --previous P --json -o OUT",
        [
            "A": attendees, "B": callers, "T": "first,second\nt1,c1\n", "X": "first,second\nt2,c3\n",
            "P": "row_id,person,probability\nt1,p9,1\nt2,p8,0.9\n",
        ])

    static let between = Request(
        "link A B --id row_id --columns \(people) --link-only --threshold 0.8 -o OUT",
        ["A": attendees, "B": callers])

    static let bodies = Request(
        "link A --id row_id --columns first=given,last=surname,email=email,body=organisation --entity organisation -o OUT",
        ["A": attendees])

    private static let people = "first=given,last=surname,name=name,email=email,body=organisation"
    private static let attendees = """
        row_id,first,last,email,body
        t1,Ann,Lee,ann.lee@mersley.gov.uk,Mersley Council
        t2,Bo,"O'Hara, Jr",bo@gmail.com,
        t3,Cy,Okafor,cy.okafor@orm.org,"Orm Housing, Ltd"
        t4,Ann,Lee,ann.lee@mersley.gov.uk,Mersley Borough Council

        """
    private static let callers = """
        row_id,name,email
        c1,Ann Lee (Mersley Council),
        c2,Cy's iPad,
        c3,Bo O'Hara,BO@gmail.com

        """

    static let near = Request("notes N --near -o OUT", ["N": notes])
    static let find = Request("notes N --find carer -o OUT", ["N": notes])
    private static let notes =
        "id,note\n1,The night bus never comes\n2,\"Night bus, it never comes\"\n3,Carers need rest\n"
}
