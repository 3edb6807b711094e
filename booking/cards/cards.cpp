#include "booking/cards/cards.hpp"
