/// Weights of a network that someone has trained and published.
public struct PublishedWeights: Sendable, Equatable {
    /// The file's name without its ending, which is what the cache folder and commands call it: "resnet18-f37072fd".
    public var name: String
    /// "ResNet-18".
    public var title: String
    /// What was learnt, and from what.
    public var summary: String
    public var licence: String
    public var citation: String
    public var homepage: String
    public var origin: Origin

    public enum Origin: Sendable, Equatable {
        /// A `.pth` file to be downloaded.
        case published(PublishedFile)
        /// A file of the package's own, so that it is on every machine; its bytes.
        case shipped(size: Int)
    }

    public init(
        name: String, title: String, summary: String, licence: String, citation: String, homepage: String, origin: Origin
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.licence = licence
        self.citation = citation
        self.homepage = homepage
        self.origin = origin
    }

    /// All that are known by name.
    public static let all = [resNet18ImageNet1KV1, resNet18LandUse]

    public static func named(_ name: String) -> PublishedWeights? { all.first { $0.name == name } }

    /// torchvision's `ResNet18_Weights.IMAGENET1K_V1`. The file's name ends with the first eight digits of its
    /// SHA-256, as torch.hub's names do; its documentation says 44.7 MB, counted in 2²⁰ bytes, and no exact size.
    public static let resNet18ImageNet1KV1 = PublishedWeights(
        name: "resnet18-f37072fd", title: "ResNet-18", summary: "ImageNet-1K, 1000 classes",
        licence: "BSD-3-Clause (torchvision); ImageNet's own terms cover its pictures",
        citation: "Kaiming He, Xiangyu Zhang, Shaoqing Ren and Jian Sun, Deep residual learning for image recognition, CVPR 2016",
        homepage: "https://pytorch.org/vision/stable/models/generated/torchvision.models.resnet18.html",
        origin: .published(
            PublishedFile(
                urls: ["https://download.pytorch.org/models/resnet18-f37072fd.pth"], size: nil, roughSize: 47_000_000,
                sha256: "f37072fd")))

    /// Trained by Notebooks/checkpoint/pretraining.md, and part of LandUseKit (CPretrainedWeights).
    public static let resNet18LandUse = PublishedWeights(
        name: "resnet18-landuse", title: "ResNet-18", summary: "EuroSAT and generated land use, 31 classes",
        licence: "Apache-2.0; EuroSAT's pictures MIT",
        citation: "LandUse Notebooks, Notebooks/checkpoint/pretraining.md", homepage: "Notebooks/checkpoint/README.md",
        origin: .shipped(size: 22415550))
}
