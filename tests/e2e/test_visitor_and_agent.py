"""A visitor and an agent in two real browsers: from the first question to a person's reply."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.screens import Console, Shop

QUESTION = "how long do I have to send something back?"
Shot = Callable[[Page, str], None]


def test_the_answer_comes_with_its_source(shop: Shop, shot: Shot) -> None:
    shop.visit()
    shop.open_chat()
    expect(shop.header).to_have_text("Kettlewick")
    shop.write(QUESTION)
    expect(shop.log).to_contain_text("You have 60 days from the day your parcel was delivered")
    source = shop.log.get_by_role("group", name="Sources")
    shot(shop.page, "answer")

    # The answer names and quotes its article: below it is only the way there.
    source.get_by_role("button", name="Open the article").click()
    heading = shop.frame.get_by_role("heading", name="How long you have to return something")
    expect(heading).to_be_visible()
    shot(shop.page, "answer-source")


def test_a_person_takes_over_and_both_see_each_other(
    shop: Shop, console: Console, shot: Shot
) -> None:
    shop.visit()
    shop.open_chat()
    wish = "Can I talk to a person, please?"
    console.view("Waiting")
    shop.write(wish)
    shop.shows("We’ve asked our team to help")
    expect(shop.header).to_have_text("Our team")

    # The conversation appears in the agent's list without a reload.
    shop.write("It is about my lantern, a friend gave it to me")
    console.row("It is about my lantern").first.click()
    expect(console.timeline.get_by_text(wish, exact=True)).to_be_visible()
    shot(console.page, "conversation")
    console.page.get_by_role("button", name="Take over").first.click()
    expect(shop.header).to_have_text("Administrator")

    # A note stays inside, a reply goes out with the agent's name.
    console.reply("She seems to be in a hurry.", note=True)
    console.reply("No boats, but we mend tents.")
    shop.shows("No boats, but we mend tents.")
    expect(shop.log).to_contain_text("Administrator")
    expect(console.timeline).to_contain_text("She seems to be in a hurry.")
    expect(shop.frame.locator("body")).not_to_contain_text("in a hurry")
    shot(console.page, "taken-over")
    shot(shop.page, "person")

    # Each sees the other write.
    shop.box.press_sequentially("Thank you")
    expect(console.timeline.get_by_text("is typing")).to_be_visible()
    shop.frame.get_by_role("button", name="Send").click()
    expect(console.timeline.get_by_text("Thank you", exact=True)).to_be_visible()

    # Resolved, the visitor is told; what they write opens it again.
    console.page.get_by_role("button", name="Resolve").click()
    shop.shows("This conversation was closed. Send a message to reopen it.")
    shop.write("One more thing: is the lantern waterproof?")
    shop.shows("This conversation was reopened")


def test_why_the_assistant_answered_so(shop: Shop, console: Console, shot: Shot) -> None:
    shop.visit()
    shop.open_chat()
    shop.write("What are the shipping costs to France?")
    shop.log.get_by_role("group", name="Sources").wait_for()
    console.view("With assistant")
    console.row("What shipping costs").first.click()
    console.timeline.get_by_role("button", name="Why this answer").click()
    why = console.page.get_by_role("dialog", name="Why this answer")
    expect(why).to_contain_text("Answered")
    expect(why).to_contain_text("Confidence")
    expect(why).to_contain_text("What are the shipping costs to France?")
    expect(why).to_contain_text("Built-in answerer")
    shot(console.page, "why")


def test_what_is_written_without_a_network_arrives_once_and_in_order(
    shop: Shop, console: Console, shot: Shot
) -> None:
    shop.visit()
    shop.open_chat()
    shop.write("Can I talk to a real person, please?")
    shop.shows("We’ve asked our team to help")
    shop.write("My train is about to leave")
    console.view("Waiting")
    console.row("My train is about to leave").first.click()
    console.page.get_by_role("button", name="Take over").first.click()
    expect(shop.header).to_have_text("Administrator")

    shop.page.context.set_offline(True)
    lines = ["I am in a tunnel", "and still in it", "now I see light"]
    for line in lines:
        shop.write(line)
    expect(shop.frame.get_by_text("Reconnecting… Your messages are saved.")).to_be_visible()
    shot(shop.page, "offline")
    console.reply("Are you still there?")
    expect(console.timeline.get_by_text("Are you still there?", exact=True)).to_be_visible()
    shop.page.context.set_offline(False)

    for line in lines:
        expect(console.timeline.get_by_text(line, exact=True)).to_have_count(1)
        shop.shows(line)
    shop.shows("Are you still there?")
    expect(shop.frame.get_by_text("Reconnecting… Your messages are saved.")).to_have_count(0)
    for screen in (shop.log, console.timeline):
        text = screen.inner_text()
        places = [text.index(line) for line in lines]
        assert places == sorted(places)


def test_a_reload_and_a_second_tab_show_the_same(shop: Shop) -> None:
    shop.visit()
    shop.open_chat()
    shop.write(QUESTION)
    shop.log.get_by_role("group", name="Sources").wait_for()

    other = Shop(shop.page.context.new_page(), shop.site)
    other.visit()
    other.open_chat()
    other.shows(QUESTION)
    other.write("Which countries do you deliver to?")
    for tab in (shop, other):
        tab.shows("Which countries do you deliver to?")
        expect(tab.log.get_by_role("group", name="Sources")).to_have_count(2)

    shop.visit()
    shop.open_chat()
    shop.shows(QUESTION)
    shop.shows("Which countries do you deliver to?")
    expect(shop.log.get_by_role("group", name="Sources")).to_have_count(2)
