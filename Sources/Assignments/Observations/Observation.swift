import Notebook

/// What a check cell observed, as its kernel says: hostile bytes until they are decoded.
public enum Observation {
    /// The MIME type of an observation among a result's representations.
    public static let type = "application/vnd.landuse.observation+json"

    /// What a cell observed; `nil` where it observed nothing that can be read, or more than one thing: a check does so once.
    public static func value(in outputs: [Output]) -> ObservedValue? {
        var found: [UInt8]?
        for case .executeResult(let bundle) in outputs {
            guard let bytes = bundle[type] else { continue }
            guard found == nil else { return nil }
            found = bytes
        }
        return found.flatMap { try? ObservationDecoder.decode($0) }
    }
}
