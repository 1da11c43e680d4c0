import Foundation

/// Bytes that differ from place to place.
func sampleBytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

func fixture(_ name: String) -> String { URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name)").standardizedFileURL.path }
