import ArgumentParser
import Downloads
import Foundation

struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List data sets of land-use pictures, and download them.",
        discussion: """
            A data set is a folder that holds a folder of pictures for each class. It is sought in $LANDUSE_DATA first, \
            then in $XDG_CACHE_HOME/landuse/data (by default ~/.cache/landuse/data). Where none is found, notebooks draw \
            their pictures themselves, and say so.
            """,
        subcommands: [List.self, Get.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the data sets, and where they are on this machine.",
            discussion: "With a name: all that is known of it. Exit code 1 where --verify finds something wrong.")

        @Argument(help: "One data set, to be told of at length.")
        var name: String?

        @Flag(help: "Also decode the files of those that are here: whether each is a picture, and all of it.")
        var verify = false

        func validate() throws {
            if let name, name != DatasetTable.generated { _ = try Self.dataset(name) }
        }

        func run() async throws {
            try DownloadReport.reporting {
                let table = DatasetTable(places: .fromEnvironment())
                if let name {
                    TerminalStream.standardOutput.write(try PublishedDataset.named(name).map(table.details) ?? DatasetTable.generatedDetails)
                } else {
                    TerminalStream.standardOutput.write(try table.text())
                }
                if verify, try !table.verify(name) { throw ExitCode.cellFailed }
            }
        }

        static func dataset(_ name: String) throws -> PublishedDataset {
            if let dataset = PublishedDataset.named(name) { return dataset }
            if name == DatasetTable.generated {
                throw ValidationError("'\(name)' needs no download: notebooks draw it themselves.")
            }
            throw DownloadReport.unknown("data set", name, known: PublishedDataset.all.map(\.name))
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Download a data set, check it, and unpack it.",
            discussion: """
                An interrupted download is gone on with where it stopped. The archive is checked against its published \
                SHA-256 before it is unpacked; the folder is there whole or not at all.

                Without a network: download the archive on another machine (landuse data list NAME names its addresses), \
                bring it here, and name it with --from.

                Exit codes: 66 an archive that cannot be read or is not the published one; 69 no address gave it; 73 a \
                folder that cannot be written, or that holds something already.
                """)

        @Argument(help: "The data set; landuse data list names them.")
        var name: String

        @Option(help: ArgumentHelp("The published archive as a file, or another address of it.", valueName: "file or URL"))
        var from: String?

        @Option(help: ArgumentHelp("The folder of data sets to put it into, in place of $LANDUSE_DATA or the cache folder.", valueName: "folder"))
        var to: String?

        func validate() throws {
            _ = try List.dataset(name)
            try DownloadReport.requireWords(from, for: "--from")
            try DownloadReport.requireWords(to, for: "--to")
        }

        func run() async throws {
            let dataset = try List.dataset(name)
            try DownloadReport.reporting(subject: dataset.title, remedy: "landuse data get \(name) --from FILE", otherPlace: "--to") {
                let places = DatasetPlaces.fromEnvironment()
                let target = try to.map { ($0.hasSuffix("/") ? String($0.dropLast()) : $0) + "/" + name } ?? places.target(of: dataset)
                let source = from.map { $0.contains("://") ? DatasetDownload.Source.url($0) : .file($0) } ?? .published
                let download = DatasetDownload(dataset, to: target, from: source) {
                    standardError("landuse: another process downloads \(name); waiting for it …\n")
                }
                let (folder, wasThere) = try download.run()
                TerminalStream.standardOutput.write(
                    "\(folder.path): \(dataset.title), \(folder.pictures) pictures in \(folder.classes.count) classes\(wasThere ? ", there already" : "")\n"
                        + "licence: \(dataset.licence)\n")
                if try places.find(dataset)?.path != folder.path, let to {
                    TerminalStream.standardOutput.write("notebooks find it with LANDUSE_DATA=\(URL(filePath: to).standardizedFileURL.path)\n")
                }
            }
        }
    }
}
