internal import CGDAL

/// The bridge to GDAL, which is loaded at the first use.
enum GDAL {
    /// Throws unless GDAL can be used.
    static func load() throws(ImageError) {
        if let reason = cgdal_load() { throw .noGDAL(reason: String(cString: reason)) }
    }

    /// Calls a function of the bridge that puts a message into a buffer when it fails.
    static func collectingMessage<Result>(
        _ body: (UnsafeMutablePointer<CChar>, Int) -> Result
    ) -> (result: Result, message: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an allocation of 1024 bytes is empty") }
            start.pointee = 0
            let result = body(start, buffer.count)
            let message = String(cString: start)
            return (result, message.isEmpty ? "GDAL gives no reason" : message)
        }
    }
}
