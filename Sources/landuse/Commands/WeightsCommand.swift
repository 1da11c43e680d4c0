import ArgumentParser
import Downloads

struct WeightsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract: "List pretrained weights of networks, and download them.",
        discussion: """
            They are kept in $XDG_CACHE_HOME/landuse/weights (by default ~/.cache/landuse/weights). $LANDUSE_WEIGHTS_URL \
            names a mirror's folder that is asked in place of the published addresses.
            """,
        subcommands: [List.self, Get.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List pretrained weights, and where they are on this machine.",
            discussion: "With a name: all that is known of them.")

        @Argument(help: "The weights to be told of at length.")
        var name: String?

        func validate() throws {
            if let name { _ = try Self.weights(name) }
        }

        func run() async throws {
            try DownloadReport.reporting {
                let table = WeightsTable(places: try? .fromEnvironment())
                TerminalStream.standardOutput.write(try name.map { table.details(of: try Self.weights($0)) } ?? table.text)
            }
        }

        static func weights(_ name: String) throws -> PublishedWeights {
            guard let weights = PublishedWeights.named(name) else {
                throw DownloadReport.unknown("file of weights", name, known: PublishedWeights.all.map(\.name))
            }
            return weights
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Download pretrained weights, and check them.",
            discussion: """
                An interrupted download is gone on with where it stopped. The file is checked against its published \
                SHA-256 before it is used.

                Exit codes: 66 a file that cannot be read or is not the published one; 69 no address gave it; 73 a folder \
                that cannot be written.
                """)

        @Argument(help: "The weights; landuse weights list names them.")
        var name: String

        @Option(help: ArgumentHelp("The published file, or another address of it.", valueName: "file or URL"))
        var from: String?

        func validate() throws {
            _ = try List.weights(name)
            try DownloadReport.requireWords(from, for: "--from")
        }

        func run() async throws {
            let weights = try List.weights(name)
            try DownloadReport.reporting(subject: "\(weights.title) (\(weights.summary))", remedy: "landuse weights get \(name) --from FILE", otherPlace: "XDG_CACHE_HOME") {
                let places = try WeightsPlaces.fromEnvironment()
                let source = from.map { $0.contains("://") ? WeightsDownload.Source.url($0) : .file($0) } ?? .published
                let download = WeightsDownload(weights, places: places, from: source) {
                    standardError("landuse: another process downloads \(name); waiting for it …\n")
                }
                let (path, wasThere) = try download.run()
                TerminalStream.standardOutput.write(
                    "\(path ?? "part of the package"): \(weights.title), \(weights.summary)\(wasThere ? ", there already" : "")\nlicence: \(weights.licence)\n")
            }
        }
    }
}
