package io.daplug.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
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
import static org.openqa.selenium.support.ui.ExpectedConditions.numberOfElementsToBe;
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

	private static final By ARCHIVE = By.cssSelector("#archive tbody tr");

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
	}

	@Test
	void showsAnOrderFromItsBeginningToItsEndAndWhatFollowsFromIt() throws IOException {
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
	void showsWhatTheServiceRefuses() {
		WebElement customer = driver.findElement(By.id("customer"));
		customer.clear();
		customer.sendKeys("nobody");
		driver.findElement(By.id("create")).click();
		wait.until(textToBePresentInElementLocated(By.id("problem"), "/customerId must match the pattern"));
		assertThat(driver.findElements(ORDERS)).isEmpty();
	}

	@Test
	void showsWhatOthersDoWithoutBeingAsked() {
		String first = driver.getWindowHandle();
		driver.switchTo().newWindow(WindowType.TAB);
		open();
		driver.findElement(By.id("create")).click();
		wait.until(numberOfElementsToBe(ORDERS, 1));
		String id = text(By.cssSelector("#orders td"));
		button("Delete").click();
		wait.until(numberOfElementsToBe(ORDERS, 0));
		driver.close();
		driver.switchTo().window(first);
		wait.until(eventsContain("orders: " + id + " inserted by insert", "orders: " + id + " removed by delete"));
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
