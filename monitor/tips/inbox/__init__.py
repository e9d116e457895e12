"""The inbox: who may read tips lists them, opens them in their own browser, answers, and says what became of them."""
