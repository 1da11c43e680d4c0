import Testing
@testable import Feedback
