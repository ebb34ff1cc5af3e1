//! The first programs to run: `quickstart` and `tour`. They have a package of their own, so that they build only what they need.
