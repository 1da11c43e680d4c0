import Glibc

/// The system's words for its last error.
package enum SystemError {
    package static func text(_ code: Int32 = errno) -> String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}
