package io.daplug.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.invisibilityOf;
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.textMatches;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

/**
 * Tests for the page, in a real browser.
 */
@OrderServiceTest
@EnabledIfSystemProperty(named = "sample.browser", matches = "true",
		disabledReason = "Needs Chromium and ChromeDriver; the Maven profile 'browser' switches it on")
class PageBrowserTests {

	private static final By ORDERS = By.cssSelector("#orders tbody tr");

	private static final By COLLECTION = By.cssSelector("#collection tbody tr");

	private static final By ARCHIVE = By.cssSelector("#archive tbody tr");

	/** How many of a customer's orders the page shows. */
	private static final int FIRST_PAGE = 20;

	private static final Pattern LEFT = Pattern.compile("\\d+ packets of tea left");

	/** How many orders the customer has whom the page begins with. */
	private static final int ALL = 29;

	private static ChromeDriver driver;

	private static WebDriverWait wait;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void start(@TempDir Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary("/usr/bin/chromium");
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1300,900", "--user-data-dir=" + profile);
		driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File("/usr/bin/chromedriver")).build(),
				options);
		wait = new WebDriverWait(driver, Duration.ofSeconds(20));
	}

	@AfterAll
	static void quit() {
		driver.quit();
	}

	@BeforeEach
	void open() {
		driver.get("http://localhost:" + this.port + "/");
		wait.until(textToBe(By.id("state"), "live"));
		wait.until(numberOfElementsToBe(ORDERS, FIRST_PAGE));
	}

	@Test
	void showsOrdersAtFirstSight() {
		wait.until(numberOfElementsToBe(ARCHIVE, FIRST_PAGE));
		wait.until(textMatches(By.id("summary"), Pattern.compile("25 orders, .* EUR")));
	}

	@Test
	void showsOlderOrdersPageByPage() {
		WebElement older = driver.findElement(By.id("older"));
		String newest = text(By.cssSelector("#orders td"));
		older.click();
		wait.until(numberOfElementsToBe(ORDERS, ALL));
		wait.until(invisibilityOf(older));
		assertThat(text(By.cssSelector("#orders td"))).isEqualTo(newest);
		assertThat(driver.findElements(By.cssSelector("#orders td:first-child")).stream().map(WebElement::getText))
			.doesNotHaveDuplicates();
	}

	@Test
	void showsAnOrderFromItsBeginningToItsEndAndWhatFollowsFromIt() throws IOException {
		customer("c-900");
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		wait.until(numberOfElementsToBe(ARCHIVE, 1));
		String id = text(By.cssSelector("#orders td"));
		assertThat(text(By.cssSelector("#archive td"))).isEqualTo(id);
		wait.until(textToBe(By.id("summary"), "1 order, 1 to be paid; 34.70 EUR"));

		button("Pay").click();
		wait.until(textToBePresentInElementLocated(ORDERS, "PAID"));
		wait.until(textToBePresentInElementLocated(ARCHIVE, "PAID"));
		wait.until(textToBe(By.id("summary"), "1 order, 0 to be paid; 34.70 EUR"));
		wait.until(textToBePresentInElementLocated(By.id("messages"), "update: "));
		assertThat(text(By.id("messages"))).contains("create: ").contains(id);
		screenshot();

		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
		wait.until(numberOfElementsToBe(ARCHIVE, 0));
		wait.until(textToBePresentInElementLocated(By.id("messages"), "delete: "));
		wait.until(eventsContain("orders: " + id + " inserted by insert", "orders: " + id + " modified by update",
				"orders: " + id + " removed by delete", "orders-archive: " + id + " modified by mirror:archive"));
		assertThat(text(By.id("problem"))).isEmpty();
	}

	@Test
	void showsWhereChangesComeFromAndHowFarBehindMirrorsAre() {
		wait.until(textMatches(By.id("sources"), Pattern.compile("mirror:archive application – \\d+ ms")));
	}

	@Test
	void showsWhatTheServiceRefuses() {
		customer("nobody");
		driver.findElement(By.id("create")).click();
		wait.until(textToBePresentInElementLocated(By.id("problem"), "/customerId must match the pattern"));
		assertThat(driver.findElements(ORDERS)).isEmpty();
	}

	@Test
	void showsHowAStaleChangeFails() {
		customer("c-900");
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		driver.findElement(By.id("stale")).click();
		wait.until(textToBePresentInElementLocated(By.id("answer"), "HTTP 412"));
		assertThat(text(By.id("answer"))).contains("The order has changed").contains("ETag: \"2\"");
		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
	}

	@Test
	void showsWhatIsLeftAndHowAnOrderOfMoreFails() {
		customer("c-900");
		wait.until(textMatches(By.id("stock"), LEFT));
		int before = left();
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		wait.until((browser) -> left() == before - 2);
		driver.findElement(By.id("sold-out")).click();
		wait.until(textToBePresentInElementLocated(By.id("answer"), "HTTP 409"));
		assertThat(text(By.id("answer"))).contains("Sold out").contains("TEA-1001");
		assertThat(left()).isEqualTo(before - 2);
		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
	}

	private static int left() {
		return Integer.parseInt(text(By.id("stock")).replaceAll("\\D", ""));
	}

	@Test
	void showsHowADuplicateFails() {
		customer("c-900");
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		driver.findElement(By.id("duplicate")).click();
		wait.until(textToBePresentInElementLocated(By.id("answer"), "HTTP 409"));
		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
	}

	@Test
	void showsHowAnOrderAgainstTheSchemaFails() {
		driver.findElement(By.id("violating")).click();
		wait.until(textToBePresentInElementLocated(By.id("answer"), "HTTP 400"));
		assertThat(text(By.id("answer"))).contains("/customerId", "/email", "/shipTo/zip", "/lines", "/shipping");
	}

	@Test
	void showsWhatOthersDoWithoutBeingAsked() {
		String first = driver.getWindowHandle();
		driver.switchTo().newWindow(WindowType.TAB);
		open();
		customer("c-900");
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		String id = text(By.cssSelector("#orders td"));
		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
		driver.close();
		driver.switchTo().window(first);
		wait.until(eventsContain("orders: " + id + " inserted by insert", "orders: " + id + " removed by delete"));
	}

	@Test
	void showsADeviceWithItsCommandsAndLogByOneRequest() {
		wait.until(textToBe(By.id("requests"), "Read in 1 request to DynamoDB."));
		int before = driver.findElements(COLLECTION).size();
		driver.findElement(By.id("command")).click();
		wait.until(numberOfElementsToBe(COLLECTION, before + 1));
		assertThat(text(COLLECTION)).startsWith("command ").endsWith("print a label");
		assertThat(text(By.id("requests"))).isEqualTo("Read in 1 request to DynamoDB.");
		WebElement device = driver.findElement(By.id("device"));
		device.clear();
		device.sendKeys("printer-9", Keys.TAB);
		wait.until(textToBe(By.id("problem"), "Not found: No item with this key is stored"));
		assertThat(driver.findElements(COLLECTION)).isEmpty();
	}

	/** Shows a customer who has no orders. */
	private static void customer(String id) {
		WebElement customer = driver.findElement(By.id("customer"));
		customer.clear();
		customer.sendKeys(id, Keys.TAB);
		wait.until(numberOfElementsToBe(ORDERS, 0));
		wait.until(numberOfElementsToBe(ARCHIVE, 0));
	}

	private static ExpectedCondition<Boolean> eventsContain(String... events) {
		return (browser) -> text(By.id("events")).lines().toList().containsAll(List.of(events));
	}

	private static WebElement button(String label) {
		return driver.findElement(By.xpath("//table[@id='orders']//button[text()='" + label + "']"));
	}

	private static String text(By element) {
		return driver.findElement(element).getText();
	}

	/** To be looked at by those who change the page. */
	private static void screenshot() throws IOException {
		Files.write(Files.createDirectories(Path.of("target")).resolve("page.png"),
				driver.getScreenshotAs(OutputType.BYTES));
	}

}
