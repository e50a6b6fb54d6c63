package io.daplug.text;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

import io.daplug.DaplugException;
import io.daplug.fixture.LoggedLines;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link LoggableFailure} and {@link QuotedValues}.
 */
class LoggableFailureTests {

	private static final class OurException extends IllegalStateException implements DaplugException {

		private static final long serialVersionUID = 1L;

		private OurException(String message, Throwable cause) {
			super(message, cause);
		}

	}

	@Test
	void keepsTypesAndTracesAndLeavesOutWhatMayQuoteItems() {
		Throwable parsing = catchThrowable(() -> Integer.parseInt("S3CRET"));
		parsing.addSuppressed(new IllegalArgumentException("S3CRET, too"));
		Throwable logged = LoggableFailure.of(new OurException("Table 'orders' is unwell", parsing));
		assertThat(texts(logged)).containsExactly(OurException.class.getName() + ": Table 'orders' is unwell",
				"java.lang.NumberFormatException", "java.lang.IllegalArgumentException");
		assertThat(logged.getCause()).isNotNull()
			.extracting(Throwable::getStackTrace)
			.isEqualTo(parsing.getStackTrace());
	}

	@Test
	void keepsFailuresThatQuoteNothing() {
		Exception clean = new OurException("Table 'orders' is unwell", new ConnectException("Connection refused"));
		assertThat(LoggableFailure.of(clean)).isSameAs(clean);
	}

	@Test
	void keepsTheApplicationsOwnWordsIfTheyDoNotQuoteTheItem() {
		Exception own = new IllegalStateException("Mail server down");
		assertThat(LoggableFailure.of(own, (text) -> text.contains("S3CRET"))).isSameAs(own);
		assertThat(texts(
				LoggableFailure.of(new IllegalStateException("No mail for S3CRET"), (text) -> text.contains("S3CRET"))))
			.containsExactly("java.lang.IllegalStateException");
		assertThat(texts(LoggableFailure.of(catchThrowable(() -> Integer.parseInt("1x")), (text) -> false)))
			.as("a library, whose words are not the application's")
			.containsExactly("java.lang.NumberFormatException");
	}

	@Test
	void saysCodeAndRequestOfWhatAwsRefuses() {
		Throwable refused = DynamoDbException.builder()
			.message("Bad value S3CRET")
			.statusCode(400)
			.requestId("r-1")
			.awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").errorMessage("S3CRET").build())
			.build();
		assertThat(texts(LoggableFailure.of(refused)))
			.containsExactly(DynamoDbException.class.getName() + ": ValidationException, status 400, request r-1");
	}

	@Test
	void endsWhereCausesGoInCircles() {
		Exception first = new IllegalStateException("S3CRET");
		Exception second = new IllegalStateException("S3CRET", first);
		first.initCause(second);
		second.addSuppressed(first);
		assertThat(texts(LoggableFailure.of(first))).hasSizeBetween(2, 3)
			.allMatch("java.lang.IllegalStateException"::equals);
	}

	@Test
	void logsFailuresWithoutTheirWords() {
		try (LoggedLines lines = LoggedLines.open()) {
			Log logger = LogFactory.getLog(LoggableFailureTests.class);
			LoggableFailure.log(logger, "It failed", new IllegalStateException("S3CRET"));
			assertThat(lines.lines()).singleElement()
				.asString()
				.contains("It failed", "java.lang.IllegalStateException", "logsFailuresWithoutTheirWords")
				.doesNotContain("S3CRET");
		}
	}

	@Test
	void leavesOutTheValuesThatDynamoDbQuotes() {
		assertThat(List.of(
				QuotedValues.leftOut("The BETWEEN operator requires upper bound; lower bound operand: AttributeValue: "
						+ "{S:S3CRET}, upper bound operand: AttributeValue: {S:S3CRET}"),
				QuotedValues.leftOut("The parameter cannot be converted to a numeric value: S3CRET"),
				QuotedValues.leftOut("Input collection [S3CRET, S3CRET] contains duplicates."),
				QuotedValues.leftOut("1 validation error detected: Value 'S3CRET' at 'key' failed to satisfy")))
			.noneMatch((text) -> text.contains("S3CRET"))
			.allMatch((text) -> text.contains("..."));
		String plain = "Type mismatch for key id expected: S actual: N";
		assertThat(QuotedValues.leftOut(plain)).isEqualTo(plain);
	}

	private static List<String> texts(Throwable failure) {
		List<String> texts = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			texts.add(cause.toString());
			for (Throwable suppressed : cause.getSuppressed()) {
				texts.add(suppressed.toString());
			}
		}
		return texts;
	}

}
