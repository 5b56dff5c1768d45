import Testing
@testable import Anneal
