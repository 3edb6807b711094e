#include "booking/texts/texts.hpp"
