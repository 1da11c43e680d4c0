# Shortcuts for those who have the packages already; ./.bootstrap installs them.
.PHONY: build test walkthrough bench clean

build:
	swift build --product landuse

test:
	swift test

walkthrough: build
	.build/debug/landuse render Notebooks/3-transfer-learning.md

bench: build
	.build/debug/landuse bench

clean:
	rm -rf .build
