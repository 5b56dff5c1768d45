/// What the name of a row says that it is instead of a person.
enum Things {
    static func thing(_ name: String) -> Export.Thing? {
        let words = Words.key(name).split(separator: " ").map(String.init)
        if isNoteTaker(words) { return .noteTaker }
        if !name.contains(where: \.isLetter), name.utf8.count(where: { (0x30...0x39).contains($0) }) >= 5 {
            return .caller
        }
        if let first = words.first, first == "call" || first == "dial",
            ["in", "user"].contains(words.dropFirst().first)
        {
            return .caller
        }
        return ShownName.isDevice(words: words) ? .device : nil
    }

    private static func isNoteTaker(_ words: [String]) -> Bool {
        if words.contains(where: alone.contains) || words == ["otter"] { return true }
        return zip(words, words.dropFirst()).contains { pairs[$0]?.contains($1) == true }
    }

    private static let alone: Set<String> = [
        "notetaker", "notetakers", "fireflies", "fathom", "tldv", "sembly", "avoma", "meetgeek", "airgram",
        "circleback",
        "supernormal", "notesbot", "recordingbot",
    ]
    private static let pairs: [String: Set<String>] = [
        "otter": ["ai"], "read": ["ai"], "note": ["taker", "taking"], "notes": ["bot"], "meeting": ["notes"],
        "ai": ["companion", "assistant", "meeting", "notes"], "jamie": ["ai"], "transcription": ["bot"],
        "grain": ["recorder"], "recording": ["bot"], "krisp": ["ai"],
    ]
}
