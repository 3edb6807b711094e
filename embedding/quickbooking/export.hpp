#pragma once

/// @file
/// What the shared library shows.

/// Marks what the shared library shows to programs that link it; all else in it is hidden.
#define QUICKBOOKING_EXPORT __attribute__((visibility("default")))

/// The opposite, for what stands inside of what is shown.
#define QUICKBOOKING_HIDDEN __attribute__((visibility("hidden")))
