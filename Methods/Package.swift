// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Pure algorithms, each useful alone: no dependencies, no domain words. What each is for: README.md.
let package = Package(
    name: "Methods",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Support", targets: ["Support"]),
        .library(name: "Delimited", targets: ["Delimited"]),
        .library(name: "Names", targets: ["Names"]),
        .library(name: "Linkage", targets: ["Linkage"]),
        .library(name: "Disclosure", targets: ["Disclosure"]),
        .library(name: "Assignment", targets: ["Assignment"]),
        .library(name: "Timetable", targets: ["Timetable"]),
        .library(name: "Portfolio", targets: ["Portfolio"]),
        .library(name: "Calibration", targets: ["Calibration"]),
        .library(name: "Wording", targets: ["Wording"]),
    ],
    targets: [
        // What several methods need: parallel work, progress, random numbers, a heap, memory for inner loops.
        .target(name: "Support", swiftSettings: strict),

        // Delimited text (CSV) and JSON, and faults that name file, line and remedy.
        .target(name: "Delimited", swiftSettings: strict),

        // When two names, organisations or addresses are the same.
        .target(name: "Names", swiftSettings: strict),

        // Strings that are nearly the same; flows and paths in networks; linear programmes.
        .target(name: "Similarity", swiftSettings: strict),
        .target(name: "Flow", dependencies: ["Support"], swiftSettings: strict),
        .target(name: "Simplex", dependencies: ["Support"], swiftSettings: strict),

        // Who is who.
        .target(
            name: "Linkage", dependencies: ["Support", "Names", "Similarity", "Delimited"], swiftSettings: strict),

        // Counts without people.
        .target(
            name: "Disclosure", dependencies: ["Support", "Flow", "Simplex", "Delimited"], swiftSettings: strict),

        // Who reviews what, the day's timetable, the pot, fair scores.
        .target(name: "Assignment", dependencies: ["Support", "Delimited"], swiftSettings: strict),
        .target(name: "Timetable", dependencies: ["Support", "Delimited"], swiftSettings: strict),
        .target(name: "Portfolio", dependencies: ["Support", "Delimited"], swiftSettings: strict),
        .target(name: "Calibration", dependencies: ["Support", "Delimited"], swiftSettings: strict),

        // Similar notes.
        .target(name: "Wording", dependencies: ["Similarity", "Delimited"], swiftSettings: strict),

        .testTarget(name: "SupportTests", dependencies: ["Support"], swiftSettings: strict),
        .testTarget(name: "DelimitedTests", dependencies: ["Delimited"], swiftSettings: strict),
        .testTarget(name: "NamesTests", dependencies: ["Names"], swiftSettings: strict),
        .testTarget(name: "SimilarityTests", dependencies: ["Similarity"], swiftSettings: strict),
        .testTarget(name: "FlowTests", dependencies: ["Flow", "Support"], swiftSettings: strict),
        .testTarget(name: "SimplexTests", dependencies: ["Simplex", "Support"], swiftSettings: strict),
        .testTarget(name: "LinkageTests", dependencies: ["Linkage", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Disclosure", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(
            name: "AssignmentTests", dependencies: ["Assignment", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(
            name: "TimetableTests", dependencies: ["Timetable", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(
            name: "PortfolioTests", dependencies: ["Portfolio", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(
            name: "CalibrationTests", dependencies: ["Calibration", "Support", "Delimited"], swiftSettings: strict),
        .testTarget(name: "WordingTests", dependencies: ["Wording", "Delimited"], swiftSettings: strict),

        // The examples of the documentation, word for word.
        .testTarget(
            name: "ExamplesTests",
            dependencies: [
                "Support", "Delimited", "Names", "Similarity", "Flow", "Simplex", "Linkage", "Disclosure", "Assignment",
                "Timetable", "Portfolio", "Calibration", "Wording",
            ],
            swiftSettings: strict),
    ]
)

// The plugin that builds the documentation, for those who ask for it: whoever depends on the package does not fetch it.
if Context.environment["METHODS_DOCS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin.git", from: "1.5.0"))
}
