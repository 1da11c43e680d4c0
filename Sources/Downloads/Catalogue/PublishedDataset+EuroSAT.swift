extension PublishedDataset {
    /// EuroSAT, its pictures in colour (Helber and others, 2019).
    ///
    /// The archive's size and SHA-256 are those that TensorFlow Datasets records (url_checksums/eurosat.txt) for
    /// the authors' own address. The first address is torchvision's (datasets/eurosat.py), which gives the same
    /// MD5 for both. The licence is the one of the authors' repository; the pictures per class are torchgeo's.
    public static let euroSAT = PublishedDataset(
        name: "eurosat", title: "EuroSAT (RGB)",
        summary: "Sentinel-2 images of places in Europe, 64×64 pixels of 10 m, in colour.",
        classes: [
            Class("AnnualCrop", 3000), Class("Forest", 3000), Class("HerbaceousVegetation", 3000), Class("Highway", 2500),
            Class("Industrial", 2500), Class("Pasture", 2000), Class("PermanentCrop", 2500), Class("Residential", 3000),
            Class("River", 2500), Class("SeaLake", 3000),
        ],
        licence: "MIT",
        citation: "Patrick Helber, Benjamin Bischke, Andreas Dengel and Damian Borth, EuroSAT: a novel dataset and deep "
            + "learning benchmark for land use and land cover classification, IEEE J-STARS 12(7), 2019",
        homepage: "https://github.com/phelber/EuroSAT",
        archive: PublishedFile(
            urls: [
                "https://huggingface.co/datasets/torchgeo/eurosat/resolve/c877bcd43f099cd0196738f714544e355477f3fd/EuroSAT.zip",
                "https://madm.dfki.de/files/sentinel/EuroSAT.zip",
            ],
            size: 94_280_567, sha256: "8ebea626349354c5328b142b96d0430e647051f26efc2dc974c843f25ecf70bd"),
        imagesFolder: "2750")
}
