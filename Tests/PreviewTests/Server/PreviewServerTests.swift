import Foundation
@testable import Preview
import TestFolders
import Testing

/// The server as a browser meets it, over loopback.
@Suite(.timeLimit(.minutes(5))) struct PreviewServerTests {
    static let text = "# Title\n\n" + Samples.cell("a", "1")

    private func withServer(_ page: PublishedPage, _ body: (PreviewServer, VersionFeed) async throws -> Void) async throws {
        let feed = VersionFeed(page)
        let server = try await PreviewServer.start(port: 0, feed: feed)
        do { try await body(server, feed) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func `the page is the report, with one script`() async throws {
        let page = try Samples.page(Self.text)
        try await withServer(page) { server, _ in
            let answer = try await Connection.get("/\(server.token)/", port: server.port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix(page.html))
            #expect(page.html.split(separator: "<script").count == 2)
            #expect(page.html.contains(#"<section class="cell finished" id="cell.a""#))
            #expect(answer.contains("frame-ancestors 'none'"))
            #expect(answer.contains("Cache-Control: no-store"))
        }
    }

    @Test(arguments: [
        ("/", ["Host: evil.example"], "421"), ("/events", ["Host: evil.example"], "421"), ("/parts", ["Host: evil.example"], "421"),
        ("/", ["Host: 127.0.0.1:1", "Host: evil.example"], "421"), ("/", ["Origin: http://evil.example"], "403"),
        ("/", [], "404"), ("/parts", [], "404"), ("/events", [], "404"), ("/TOKENx/", [], "404"), ("/TOKEN/other", [], "404"),
        ("/0000000000000000000000000000000/", [], "404"), ("/00000000000000000000000000000000/", [], "404"), ("/?token=TOKEN", [], "404"),
        ("/TOKEN/", ["Host: evil.example"], "421"), ("/TOKEN/events", ["Origin: http://evil.example"], "403"), ("/TOKEN/../../etc/passwd", [], "404"),
        ("/notebook.md", [], "404"), ("/../../etc/passwd", [], "404"), ("//etc/passwd", [], "404"), ("/%2e%2e/%2e%2e/etc/passwd", [], "404"),
    ])
    func `whoever is not meant gets nothing, and nothing comes from disk`(path: String, headers: [String], code: String) async throws {
        try await withServer(try Samples.page(Self.text)) { server, _ in
            let answer = try await Connection.get(path.replacing("TOKEN", with: server.token), port: server.port, headers: headers)
            #expect(answer.hasPrefix("HTTP/1.1 \(code) "), "\(answer.prefix(80))")
            #expect(!answer.contains("<html"))
            #expect(!answer.contains("root:"))
        }
    }

    @Test func `parts are given by their prints, as far as they are there`() async throws {
        let page = try Samples.page(Self.text)
        try await withServer(page) { server, _ in
            let print = try #require(page.version.main.first { $0.name == "cell.a" }).print
            let some = try await parts("parts?prints=\(print).nothing", server)
            #expect(some == [print: page.parts[print]])
            #expect(try await parts("parts", server) == page.parts)
        }
    }

    private func parts(_ path: String, _ server: PreviewServer) async throws -> [String: String] {
        let answer = try await Connection.get("/\(server.token)/\(path)", port: server.port)
        let body = try #require(answer.firstRange(of: "\r\n\r\n").map { answer[$0.upperBound...] })
        return try JSONDecoder().decode([String: String].self, from: Data(body.utf8))
    }

    @Test func `events tell the version there is, then each new one, until the end`() async throws {
        try await withServer(try Samples.page(Self.text)) { server, feed in
            let connection = try Connection(port: server.port)
            connection.send("GET /\(server.token)/events HTTP/1.1\r\nHost: localhost:\(server.port)\r\n\r\n")
            try await connection.read(until: #""title":"Title""#)
            #expect(connection.received.contains("Content-Type: text/event-stream"))
            feed.publish(try Samples.page(Self.text))
            feed.publish(try Samples.page("# Later\n\n" + Samples.cell("a", "1")))
            try await connection.read(until: #""title":"Later""#)
            // The same version again is nothing new.
            #expect(connection.received.components(separatedBy: "data: ").count == 3)
            await server.stop()
            // The connection ends with the server.
            try await connection.read()
        }
    }

    @Test func `a reader that is slow gets the latest version`() async throws {
        let feed = VersionFeed(try Samples.page(Self.text))
        var versions = feed.versions().makeAsyncIterator()
        for title in ["Two", "Three", "Four"] { feed.publish(try Samples.page("# \(title)\n\n" + Samples.cell("a", "1"))) }
        #expect(await versions.next()?.title == "Four")
    }

    @Test func `a port in use is said`() async throws {
        let feed = VersionFeed(try Samples.page(Self.text))
        try await withServer(feed.page) { server, _ in
            let error = await #expect(throws: PreviewError.self) { try await PreviewServer.start(port: server.port, feed: feed) }
            #expect(error == .portInUse(server.port))
            #expect(error?.description.contains("--port") == true)
        }
    }

    @Test func `a notebook has a port of its own, and another where that is in use`() async throws {
        let path = "/some/\(UUID()).md"
        #expect(PreviewServer.usualPort(of: path) == PreviewServer.usualPort(of: path))
        #expect(PreviewServer.usualPort(of: path) >= 49152)
        let feed = VersionFeed(try Samples.page(Self.text))
        let folder = try TemporaryFolder()
        let first = try await PreviewServer.start(port: nil, for: path, secretIn: folder.url, feed: feed)
        let second = try await PreviewServer.start(port: nil, for: path, secretIn: folder.url, feed: feed)
        #expect(first.port != second.port)
        #expect(first.token == second.token)
        await first.stop()
        await second.stop()
    }
}
