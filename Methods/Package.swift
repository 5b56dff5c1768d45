// swift-tools-version:6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Pure algorithms, each useful alone: no dependencies, no domain words.
let package = Package(
    name: "Methods",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Delimited", targets: ["Delimited"]),
        .library(name: "Names", targets: ["Names"]),
        .library(name: "Linkage", targets: ["Linkage"]),
        .library(name: "Disclosure", targets: ["Disclosure"]),
        .library(name: "Allocation", targets: ["Allocation"]),
        .library(name: "Wording", targets: ["Wording"]),
    ],
    targets: [
        // Delimited text (CSV), and faults that name file, line and remedy.
        .target(name: "Delimited", swiftSettings: house),

        // When two names, organisations or addresses are the same.
        .target(name: "Names", swiftSettings: house),

        // Who is who.
        .target(name: "Similarity", swiftSettings: house),
        .target(name: "Linkage", dependencies: ["Similarity", "Delimited"], swiftSettings: house),

        // The methods without the product around them, for the bench.
        .executableTarget(name: "methods-bench", dependencies: ["Linkage", "Delimited"], swiftSettings: house),

        // Counts without people.
        .target(name: "Flow", swiftSettings: house),
        .target(name: "Simplex", swiftSettings: house),
        .target(name: "Disclosure", dependencies: ["Flow", "Simplex", "Delimited"], swiftSettings: house),

        .executableTarget(
            name: "disclosure-bench", dependencies: ["Disclosure", "Delimited"], path: "Bench/disclosure/runner",
            swiftSettings: house),

        // Who reviews what, the day's timetable, the pot, fair scores.
        .target(name: "Anneal", swiftSettings: house),
        .target(name: "Allocation", dependencies: ["Flow", "Anneal", "Delimited"], swiftSettings: house),

        .executableTarget(
            name: "calibration-bench", dependencies: ["Allocation", "Anneal"], path: "Bench/calibration/runner",
            swiftSettings: house),

        // Similar notes.
        .target(name: "Wording", dependencies: ["Similarity", "Delimited"], swiftSettings: house),

        .testTarget(name: "DelimitedTests", dependencies: ["Delimited"], swiftSettings: house),
        .testTarget(name: "NamesTests", dependencies: ["Names"], swiftSettings: house),
        .testTarget(name: "SimilarityTests", dependencies: ["Similarity"], swiftSettings: house),
        .testTarget(name: "LinkageTests", dependencies: ["Linkage", "Delimited"], swiftSettings: house),
        .testTarget(name: "FlowTests", dependencies: ["Flow"], swiftSettings: house),
        .testTarget(name: "SimplexTests", dependencies: ["Simplex"], swiftSettings: house),
        .testTarget(name: "DisclosureTests", dependencies: ["Disclosure", "Delimited"], swiftSettings: house),
        .testTarget(name: "AnnealTests", dependencies: ["Anneal"], swiftSettings: house),
        .testTarget(
            name: "AllocationTests", dependencies: ["Allocation", "Anneal", "Delimited"], swiftSettings: house),
        .testTarget(name: "WordingTests", dependencies: ["Wording", "Delimited"], swiftSettings: house),
    ]
)
