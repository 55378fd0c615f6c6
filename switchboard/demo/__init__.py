"""The sample workspace: a made-up shop with its help articles and its web page."""

from switchboard.demo.load import DEMO_WIDGET_KEY, SHOP_FOLDER, has_demo_shop, load_demo

__all__ = ["DEMO_WIDGET_KEY", "SHOP_FOLDER", "has_demo_shop", "load_demo"]
