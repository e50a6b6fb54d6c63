package io.daplug.dynamodb;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the SDK says when it finds no credentials, cut to what helps: it repeats each
 * provider with all of its settings.
 */
final class MissingCredentials {

	private static final Pattern PROVIDER = Pattern.compile("([A-Z][A-Za-z]*?)CredentialsProvider\\(");

	private MissingCredentials() {
	}

	static boolean isCauseOf(SdkException ex) {
		return ex instanceof SdkClientException
				&& String.valueOf(ex.getMessage()).startsWith("Unable to load credentials");
	}

	static String message(SdkException ex) {
		Set<String> providers = new LinkedHashSet<>();
		Matcher provider = PROVIDER.matcher(String.valueOf(ex.getMessage()));
		while (provider.find()) {
			providers.add(provider.group(1));
		}
		return ("no AWS credentials were found by the chain of providers %s. Set "
				+ "'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key', or "
				+ "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; to develop without AWS, set 'daplug.local.enabled' to true")
			.formatted(providers);
	}

}
