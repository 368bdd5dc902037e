"""The pages: one package an area, with the rails they all stand on beside them."""
