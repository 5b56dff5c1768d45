// swift-tools-version:6.2
import PackageDescription

#if canImport(Glibc)
    import Glibc
#endif

let house: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the linker of a release is told, so that a process keeps less of the program in memory: docs/performance.md. The C library
/// understands packed relocations since 2.36 (Debian 12, Ubuntu 24.04), and this machine has the one that the program will run with.
let linking: [String] = {
    var flags = ["-use-ld=lld", "-Xlinker", "--no-export-dynamic"]
    #if canImport(Glibc)
        var version = [CChar](repeating: 0, count: 64)
        confstr(Int32(_CS_GNU_LIBC_VERSION), &version, version.count)
        let name = String(decoding: version.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
        let numbers = name.split { $0 == " " || $0 == "." }.compactMap { Int($0) }
        if numbers.count == 2, (numbers[0], numbers[1]) >= (2, 36) {
            flags += ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]
        }
    #endif
    return flags
}()

/// What `make docs` needs and nobody else fetches.
let documentation: [Package.Dependency] =
    Context.environment["KNOTWORK_DOCS"] == nil
    ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin.git", from: "1.5.0")]

let package = Package(
    name: "knotwork",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "knotwork", targets: ["knotwork-cli"])
    ],
    dependencies: [
        .package(path: "Methods"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        // What Hummingbird's connections speak; it comes with Hummingbird.
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ] + documentation,
    targets: [
        // HTML as a literal, form fields, charts. Standard library only.
        .target(name: "Markup", swiftSettings: house),

        // SQL as a literal; one door to SQLite and PostgreSQL. The only place that imports a driver. CLibPQ needs libpq's header
        // to be built, and the library only where somebody connects to PostgreSQL.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CLibPQ", dependencies: ["CLoaded"]),
        .target(name: "CLoaded"),
        .target(
            name: "Store",
            dependencies: ["CLibPQ", "CSQLite"],
            swiftSettings: house),

        // The files that people already have: encodings, separators, headers, dates, sources.
        .target(
            name: "Exports",
            dependencies: [
                "CWorkbook",
                .product(name: "Delimited", package: "Methods"), .product(name: "Names", package: "Methods"),
            ],
            swiftSettings: house),

        // Excel workbooks by libzip and expat, and writing them by libxlsxwriter, each loaded when it is used, as CLibPQ is.
        .target(name: "CWorkbook", dependencies: ["CLoaded"]),

        // SMTP by libcurl, loaded when it is used, as CLibPQ is.
        .target(name: "CCurl", dependencies: ["CLoaded"]),

        // What a server asks of the C library and the kernel before there is work: its heap, and room for connections.
        .target(name: "CHeap"),

        // The house: Foundations <- Rooms <- Hall.
        .target(
            name: "Knotwork",
            dependencies: [
                "Markup", "Store", "Exports", "CCurl",
                .product(name: "Delimited", package: "Methods"),
                .product(name: "Names", package: "Methods"),
                .product(name: "Linkage", package: "Methods"),
                .product(name: "Support", package: "Methods"),
                .product(name: "Disclosure", package: "Methods"),
                .product(name: "Assignment", package: "Methods"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Foundations/Frame/Assets")],
            swiftSettings: house),

        // Each method as a command, thin.
        .target(
            name: "MethodCommands",
            dependencies: [
                .product(name: "Delimited", package: "Methods"),
                .product(name: "Linkage", package: "Methods"),
                .product(name: "Disclosure", package: "Methods"),
                .product(name: "Support", package: "Methods"),
                .product(name: "Assignment", package: "Methods"),
                .product(name: "Timetable", package: "Methods"),
                .product(name: "Portfolio", package: "Methods"),
                .product(name: "Calibration", package: "Methods"),
                .product(name: "Wording", package: "Methods"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
        .executableTarget(
            name: "knotwork-cli",
            dependencies: [
                "Knotwork", "MethodCommands", "Exports", "CHeap",
                .product(name: "Delimited", package: "Methods"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house,
            linkerSettings: [.unsafeFlags(linking, .when(platforms: [.linux], configuration: .release))]),

        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: house),
        .testTarget(name: "StoreTests", dependencies: ["Store"], swiftSettings: house),
        .testTarget(
            name: "ExportsTests", dependencies: ["Exports", .product(name: "Delimited", package: "Methods")],
            exclude: ["Cases"], swiftSettings: house),
        .testTarget(
            name: "MethodCommandsTests",
            dependencies: [
                "MethodCommands", .product(name: "Delimited", package: "Methods"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "KnotworkTests",
            dependencies: [
                "Knotwork", "Store", "Markup", "Exports", .product(name: "Delimited", package: "Methods"),
                .product(name: "Names", package: "Methods"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
    ]
)
