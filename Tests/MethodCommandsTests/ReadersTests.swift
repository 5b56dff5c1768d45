import ArgumentParser
import Delimited
import Foundation
import Testing

@testable import MethodCommands

@Suite(.timeLimit(.minutes(20))) struct ReadersTests {
    @Test(arguments: Request.all) func `a sound request is done`(request: Request) async throws {
        let desk = try Desk()
        let fault = try await desk.run(request)
        #expect(fault == nil)
    }

    @Test(arguments: Request.all) func `a file that is not there is named`(request: Request) async throws {
        for name in request.files.keys.sorted() {
            let desk = try Desk()
            var other = request
            other.files[name] = nil
            other.arguments = request.arguments.map { $0 == name ? "/nowhere/\(name)" : $0 }
            guard other.arguments != request.arguments else { continue }
            let fault = try await desk.run(other)
            #expect(fault?.file == "/nowhere/\(name)")
            #expect(fault?.remedy != nil)
        }
    }

    @Test(arguments: Request.all) func `what cannot be used ends with exit code 2`(request: Request) async throws {
        for name in request.files.keys.sorted() {
            let desk = try Desk()
            let command = try desk.command(request, replacing: [name: Array("\u{0}\"".utf8)])
            let code = await #expect(throws: ExitCode.self) {
                try await Output.$isQuiet.withValue(true) { try await command.run() }
            }
            #expect(code?.rawValue == 2)
        }
    }

    /// Whatever the bytes: the request is done, or refused with the file, the line and what to do.
    @Test(arguments: Request.all) func `random changes of the files are used or refused with file, line and remedy`(
        request: Request
    ) async throws {
        var mutation = Mutation(seed: 7)
        for round in 0..<150 {
            let name = request.files.keys.sorted()[round % request.files.count]
            let bytes = mutation.change(Array((request.files[name] ?? "").utf8))
            let desk = try Desk()
            guard let fault = try await desk.run(request, replacing: [name: bytes]) else { continue }
            let told = "\(fault)\n\(String(decoding: bytes, as: UTF8.self))"
            let file = try #require(request.files.keys.first { fault.file == desk.path($0) }, "\(told)")
            let lines = file == name ? bytes : Array((request.files[file] ?? "").utf8)
            #expect(fault.line != nil || isOfWhole(fault), "\(told)")
            #expect(fault.remedy != nil || fault.message.contains(" must "), "\(told)")
            #expect((fault.line ?? 1) >= 1 && (fault.line ?? 1) <= lines.count { $0 == 10 || $0 == 13 } + 1, "\(told)")
        }
    }

    /// Faults that stand on no line.
    private func isOfWhole(_ fault: InputError) -> Bool {
        ["is empty", "has no", "names no", "No ", "more than", "too short", "too much already"].contains {
            fault.message.contains($0)
        }
    }
}

/// Changes of a file as slips and spoilt copies make them: bytes, words that mean trouble, whole lines.
struct Mutation {
    private var state: UInt64
    private static let words = [
        "", ",", "\"", "\n", "\r", "-1", "0", "1e400", "nan", "99999999999999999999", "0.0001", "é", "\u{0}", "[]",
        "{}", "null",
        "true", "Total", "Ann", "x", " ", "25:99", "\u{FEFF}",
    ]

    init(seed: UInt64) { state = seed }

    mutating func change(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(3) {
            switch below(5) {
            case 0 where !bytes.isEmpty: bytes[below(bytes.count)] = UInt8(below(256))
            case 1 where !bytes.isEmpty:
                let start = below(bytes.count)
                bytes.removeSubrange(start..<min(bytes.count, start + 1 + below(6)))
            case 2:
                bytes.insert(contentsOf: Array(Self.words[below(Self.words.count)].utf8), at: below(bytes.count + 1))
            case 3: bytes = lines(bytes)
            default: bytes = field(bytes)
            }
        }
        return bytes
    }

    /// One line doubled, or left out.
    private mutating func lines(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let line = below(lines.count)
        if below(2) == 0 { lines.insert(lines[line], at: below(lines.count)) } else { lines.remove(at: line) }
        return Array(lines.joined(separator: [10]))
    }

    /// One field or word replaced by a word that means trouble.
    private mutating func field(_ bytes: [UInt8]) -> [UInt8] {
        let marks = Set(",: \n".utf8)
        let starts = bytes.indices.filter { $0 == 0 || marks.contains(bytes[$0 - 1]) }
        guard !starts.isEmpty else { return bytes }
        let start = starts[below(starts.count)]
        let end = bytes[start...].firstIndex { marks.contains($0) } ?? bytes.count
        return bytes[..<start] + Array(Self.words[below(Self.words.count)].utf8) + bytes[end...]
    }

    /// SplitMix64: the same changes on every machine.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}
