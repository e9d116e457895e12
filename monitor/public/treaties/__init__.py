"""Who has joined which human rights treaty: all countries, one treaty, one country."""
