import Delimited
import Disclosure
import Foundation

// Protects tables and prints one line of JSON for each: disclosure-bench [--outsiders] [--seconds N] TABLE[=AREAS]...
// or runs random sequences of releases through a ledger:  disclosure-bench --sequences 1000
var contributors = true
var seconds = 60.0
var files: [String] = []
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
    switch argument {
    case "--outsiders": contributors = false
    case "--seconds": seconds = arguments.next().flatMap(Double.init) ?? seconds
    case "--sequences": try await runSequences(arguments.next().flatMap(Int.init) ?? 1000, contributors: contributors)
    default: files.append(argument)
    }
}

let clock = ContinuousClock()
for file in files {
    let parts = file.split(separator: "=").map(String.init)
    do {
        let hierarchies = parts.count > 1 ? ["area": try Hierarchy(try Sheet(contentsOf: parts[1]))] : [:]
        let table = try CountTable(try Sheet(contentsOf: parts[0]), count: "count", hierarchies: hierarchies)
        let options = Options(contributors: contributors, seconds: seconds)
        let began = clock.now
        let result = try await Disclosure.solve(Request(table), options: options)
        let taken = (clock.now - began) / .seconds(1)
        let again = clock.now
        let audit = try await Disclosure.audit(result, options: options)
        let auditing = (clock.now - again) / .seconds(1)
        print(
            """
            {"table": "\(parts[0])", "cells": \(table.cellCount), "primary": \(result.status.count { $0 == .primary }), \
            "cost": \(result.cost), "bound": \(result.bound), "optimal": \(result.isOptimal), "nodes": \(result.nodes), \
            "cuts": \(result.cuts), "seconds": \(taken), "audit_seconds": \(auditing), \
            "breaches": \(audit.breaches.count), "tables": \(audit.witnesses.moves.count)}
            """)
    } catch {
        print("\(error)")
        exit(2)
    }
}
