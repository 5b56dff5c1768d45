/// Which Knotwork this is: what `knotwork --version` prints and CHANGELOG.md's first heading says. CONTRIBUTING.md says when it
/// changes.
package enum Version {
    package static let text = "0.10.0-dev"
}
