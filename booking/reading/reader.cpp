#include "booking/reading/reader.hpp"
