import Foundation
import Testing

@testable import NotebookDisplay

@Suite struct GalleryTests {
    private let picture = Picture(png: [1, 2, 255], width: 3, height: 2, alternativeText: "a \"field\"")

    @Test func `each value keeps its representations and its words`() throws {
        let gallery = Gallery([picture, Table(columns: ["a"], rows: []), 7], captions: ["</one>", "", ""], title: "T", columns: 3)
        let bundle = gallery.mimeBundle
        #expect(bundle.representations.map(\.type) == [.plainText, .gallery])
        let object = try object(bundle)
        #expect(object["columns"] as? Int == 3)
        #expect(object["title"] as? String == "T")
        let items = try #require(object["items"] as? [[String: Any]])
        #expect(items.map { $0["caption"] as? String } == ["</one>", nil, nil])
        #expect(items.map { $0["alt"] as? String } == ["a \"field\"", nil, nil])
        let data = items.compactMap { $0["data"] as? [String: String] }
        #expect(data.map { $0.keys.sorted() } == [["image/png", "text/plain"], ["application/vnd.dataresource+json", "text/plain"], ["text/plain"]])
        #expect(data[0]["image/png"] == Data([1, 2, 255]).base64EncodedString())
        #expect(String(decoding: bundle[.plainText] ?? [], as: UTF8.self) == "T\n</one>: [picture 3×2: a \"field\"]\na\n─\n7")
    }

    private func object(_ bundle: MIMEBundle) throws -> [String: Any] {
        let json = try #require(bundle[.gallery])
        return try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    }

    @Test(arguments: [[], [1], [1, 2], [1, 2, 3], Array(0...255)] as [[UInt8]])
    func `bytes in base64`(bytes: [UInt8]) {
        #expect(Base64.encoded(bytes) == Data(bytes).base64EncodedString())
    }

    @Test func `an array of pictures is a gallery, and other arrays are text`() {
        #expect(mimeBundle(describing: [picture, picture])[.gallery] != nil)
        for value in [[1, 2], [String](), [Picture](), ["a": picture]] as [Any] { #expect(mimeBundle(describing: value)[.gallery] == nil) }
    }

    @Test func `of a long array the first are shown, and it is said`() throws {
        let bundle = mimeBundle(describing: Array(repeating: picture, count: 1000))
        let object = try object(bundle)
        #expect((object["items"] as? [Any])?.count == Gallery.mostElements)
        #expect(object["title"] as? String == "The first 48 of 1000")
    }
}
