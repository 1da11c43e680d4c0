# Shortcuts for those who have the packages already; ./.bootstrap installs them.
.PHONY: build test grade-samples walkthrough bench clean

build:
	swift build --product landuse

test:
	Tests/run.sh

# What the suite leaves out for its length: the course's sample submissions, graded in jails.
grade-samples: build
	Tests/grade-samples.sh

walkthrough: build
	.build/debug/landuse render Notebooks/3-transfer-learning.md

bench: build
	.build/debug/landuse bench

clean:
	rm -rf .build
