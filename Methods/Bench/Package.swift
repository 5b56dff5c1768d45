// swift-tools-version:6.2
import PackageDescription

/// The methods without a product around them, for the scripts beside: not built with the methods and not by their tests.
let package = Package(
    name: "Bench",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Methods", path: "..")],
    targets: [
        .executableTarget(
            name: "linkage-bench",
            dependencies: [
                .product(name: "Linkage", package: "Methods"), .product(name: "Delimited", package: "Methods"),
            ],
            path: "linkage/runner"),
        .executableTarget(
            name: "disclosure-bench",
            dependencies: [
                .product(name: "Disclosure", package: "Methods"), .product(name: "Delimited", package: "Methods"),
                .product(name: "Support", package: "Methods"),
            ],
            path: "disclosure/runner"),
        .executableTarget(
            name: "calibration-bench",
            dependencies: [
                .product(name: "Calibration", package: "Methods"), .product(name: "Delimited", package: "Methods"),
                .product(name: "Support", package: "Methods"),
            ],
            path: "calibration/runner"),
    ]
)
