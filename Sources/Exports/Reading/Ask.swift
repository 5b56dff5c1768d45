extension Export {
    /// A question about one row that only a person can answer.
    public struct Ask: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// A word for the state of a booking that is not known.
            case state
            /// Something under a heading about mail that is neither yes nor no.
            case mail
            /// A row that seems to hold several people.
            case severalPeople = "several-people"
            /// A time with a zone that is not known, or that stands for several.
            case zone
        }

        public var kind: Kind
        /// The heading of the column that it is about, as the file writes it.
        public var column: String
        /// What stands there, white space tidied.
        public var value: String
        /// The question, as a sentence for whoever looks at the row.
        public var text: String
        /// The people that a row of several seems to hold, as `severalPeople` would part it; empty for other kinds.
        public var people: [Party] = []

        /// What an answer is remembered by, for the other rows and the next file of the kind: the same for every row
        /// that asks the same.
        public var topic: Topic { Topic(kind: kind, value: Words.key(value)) }

        public struct Topic: Sendable, Hashable {
            public var kind: Kind
            public var value: String

            public init(kind: Kind, value: String) {
                self.kind = kind
                self.value = value
            }
        }
    }

    /// A person's answer to an `Ask`.
    public enum Answered: Sendable, Hashable {
        /// To `.state`: the word means this.
        case means(Status)
        /// To `.mail`.
        case mayMail, neverMail
        /// To `.severalPeople`: one entry each, with the row's other facts; or one person after all.
        case several, onePerson
        /// To `.zone`: the clock is so many minutes ahead of UTC. The time is read anew by the file's order of dates.
        case minutesAhead(Int)
    }

    /// Every topic that is asked about, in the order of the rows, each once. Cost: O(people).
    public var topics: [Ask.Topic] {
        var seen: Set<Ask.Topic> = []
        return people.flatMap(\.asks).map(\.topic).filter { seen.insert($0).inserted }
    }

    /// Gives one answer to every row that asks the same. An answer of another kind than the question changes nothing.
    ///
    ///     file.settle(.init(kind: .state, value: "provisional"), .means(.booked))
    ///
    /// Cost: O(people).
    public mutating func settle(_ topic: Ask.Topic, _ answer: Answered) {
        people = people.flatMap { person -> [Person] in
            guard let place = person.asks.firstIndex(where: { $0.topic == topic }) else { return [person] }
            return person.settled(place, answer, dates: dates)
        }
    }
}

extension Export.Person {
    fileprivate func settled(_ place: Int, _ answer: Export.Answered, dates: Export.Dates) -> [Self] {
        var person = self
        let ask = person.asks.remove(at: place)
        switch (ask.kind, answer) {
        case (.state, .means(let status)): person.status = status
        case (.mail, .mayMail): person.mail = person.asks.contains { $0.kind == .mail } ? .ask : .unsaid
        case (.mail, .neverMail): person.mail = .never
        case (.severalPeople, .onePerson): break
        case (.severalPeople, .several): return ask.people.map { person.parted($0).decided() }
        case (.zone, .minutesAhead(let minutes)):
            person.time = DateText(ask.value)?.moment(dates == .monthFirst ? .monthFirst : .dayFirst)
            person.time?.offset = minutes * 60
        default: return [self]
        }
        return [person.decided()]
    }

    /// A contact again, once nothing is left that has to be asked before anybody can be one.
    private func decided() -> Self {
        guard status == .ask, !asks.contains(where: { $0.kind != .zone }) else { return self }
        var person = self
        person.status = mail == .never ? .neverMail : .contact
        return person
    }

    private func parted(_ party: Export.Party) -> Self {
        var person = self
        (person.name, person.given, person.surname) = (party.name, nil, nil)
        (person.email, person.otherEmails) = (party.email, [])
        return person
    }
}
