#include "booking/catalog/salon.hpp"
