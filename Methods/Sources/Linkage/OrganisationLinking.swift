public import Support

/// Finds out which rows name the same organisation: from spellings, kinds of body, and the domains of work addresses;
/// a row that names none belongs to the one its address's domain belongs to.
///
/// An organisation is called by its commonest spelling. Rows that tell nothing stay unresolved, each by its own id.
///
/// - Parameters:
///   - records: the rows.
///   - options: as for persons.
///   - progress: told what the linking of persons tells.
/// - Throws: `InputError` for couples with unknown ids or that contradict each other; `CancellationError`.
/// - Complexity: that of linking persons.
public func solveOrganisations(
    _ records: Records, options: Options = Options(), progress: Progress? = nil
) async throws -> Membership {
    try await Checkpoint.run(progress) { checkpoint in
        try Parallel.withThreads(options.threads) {
            let people = try Linked(records, options, checkpoint).people
            return OrganisationLinking(records).membership(people)
        }
    }
}

private struct OrganisationLinking {
    private let records: Records
    private let traits: Traits

    init(_ records: Records) {
        self.records = records
        traits = Traits(records)
    }

    func membership(_ people: Membership) -> Membership {
        var result = Membership(
            entity: (0..<records.count).map(records.id), probability: [Double](repeating: 1, count: records.count),
            unresolved: [])
        for place in 0..<traits.count {
            let row = Int(traits.order[place])
            if let (name, probability) = organisation(place) {
                (result.entity[row], result.probability[row]) = (name, probability)
            } else {
                result.unresolved.append(row)
            }
        }
        askOtherRows(of: people, &result)
        result.unresolved.sort()
        return result
    }

    /// A row that tells nothing belongs where all other rows of its person belong.
    private func askOtherRows(of people: Membership, _ result: inout Membership) {
        let open = Set(result.unresolved)
        var found: [String: Set<String>] = [:]
        for row in result.entity.indices where !open.contains(row) {
            found[people.entity[row], default: []].insert(result.entity[row])
        }
        result.unresolved.removeAll { row in
            guard let names = found[people.entity[row]], names.count == 1, let name = names.first else { return false }
            (result.entity[row], result.probability[row]) = (name, 0.8 * people.probability[row])
            return true
        }
    }

    private func organisation(_ place: Int) -> (String, Double)? {
        if let found = traits.organisations {
            let spelling = Int(traits.spellingOfRow[place])
            let number = Int(found.ofSpelling[spelling])
            if number != 0 { return (traits.spellingWords.text(found.names[number]), found.certainty[spelling]) }
            if !traits.domainOfRow.isEmpty {
                let known = Int(found.ofDomain[Int(traits.domainOfRow[place])])
                if known != 0 { return (traits.spellingWords.text(found.names[known]), 0.9) }
            }
        }
        guard let email = traits.email, traits.code(place, email) != 0 else { return nil }
        let domain = traits.domains[Int(traits.code(place, email))]
        return traits.domainIsFree[Int(domain)] ? nil : (traits.domainWords.text(domain), 0.8)
    }
}
