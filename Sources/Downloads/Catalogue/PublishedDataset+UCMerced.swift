extension PublishedDataset {
    /// UC Merced Land Use (Yang and Newsam, 2010).
    ///
    /// The archive's size and SHA-256 are those that TensorFlow Datasets records (url_checksums/uc_merced.txt)
    /// for the authors' own address, and torchgeo (datasets/ucmerced.py) for its copy, which is the first one here:
    /// the authors' server has no HTTPS and is often down. The licence is what torchgeo says of its copy.
    public static let ucMerced = PublishedDataset(
        name: "ucmerced", title: "UC Merced Land Use",
        summary: "Aerial photographs of places in the United States, 256×256 pixels of one foot, in colour.",
        classes: [
            "agricultural", "airplane", "baseballdiamond", "beach", "buildings", "chaparral", "denseresidential", "forest",
            "freeway", "golfcourse", "harbor", "intersection", "mediumresidential", "mobilehomepark", "overpass",
            "parkinglot", "river", "runway", "sparseresidential", "storagetanks", "tenniscourt",
        ].map { Class($0, 100) },
        licence: "USGS imagery, public domain",
        citation: "Yi Yang and Shawn Newsam, Bag-of-visual-words and spatial extensions for land-use classification, "
            + "ACM SIGSPATIAL GIS 2010, https://doi.org/10.1145/1869790.1869829",
        homepage: "http://weegee.vision.ucmerced.edu/datasets/landuse.html",
        archive: PublishedFile(
            urls: [
                "https://huggingface.co/datasets/torchgeo/ucmerced/resolve/7c5ef3454d9b1cccfa7ccde0c01fc8f00a45909a/UCMerced_LandUse.zip",
                "http://weegee.vision.ucmerced.edu/datasets/UCMerced_LandUse.zip",
            ],
            size: 332_468_434, sha256: "06c539ef28703a58fb07bd2837991ac7c48b813b00bb12ac197efd813a18daeb"),
        imagesFolder: "UCMerced_LandUse/Images")
}
