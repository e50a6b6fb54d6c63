package io.daplug.schema.format;

import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FormatRegistry}.
 */
class FormatRegistryTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '\'', textBlock = """
			date 2024-02-29
			date 2000-02-29
			date-time 2024-05-06T07:08:09Z
			date-time 2024-05-06t07:08:09.123456789z
			date-time 2024-05-06T07:08:09.1+05:30
			date-time 1990-12-31T23:59:60Z
			date-time 1990-12-31T15:59:60-08:00
			time 07:08:09Z
			time 07:08:09.5-01:00
			uuid 2EB8AA08-aa98-11ea-b4aa-73b441d16380
			email joe.bloggs@example.com
			email te~st@example.com
			email '"joe bloggs"@example.com'
			email joe@[127.0.0.1]
			email joe@[IPv6:::1]
			email a+b@x.io
			ipv4 192.168.0.1
			ipv4 0.0.0.0
			ipv6 ::1
			ipv6 ::
			ipv6 1:2:3:4:5:6:7:8
			ipv6 1::8
			ipv6 ::ffff:192.168.0.1
			ipv6 1:2:3:4:5:6:1.2.3.4
			ipv6 fe80::1:2
			hostname www.example.com
			hostname a-b.c
			hostname localhost
			uri http://foo.bar/?baz=qux#quux
			uri http://user:pw@example.com:8080/a%20b
			uri http://[2001:db8::7]/c=GB?one
			uri mailto:John.Doe@example.com
			uri urn:oasis:names:specification
			uri tel:+1-816-555-1212
			uri-reference /abc
			uri-reference ../a/b?c#d
			uri-reference #frag
			uri-reference http://a.b
			uri-reference ''
			byte ''
			byte QUJD
			byte QUI=
			byte QQ==
			""")
	void acceptsWhatHasTheFormat(String format, String text) {
		assertThat(test(format).test(text)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', quoteCharacter = '\'', textBlock = """
			date 2023-02-29
			date 1900-02-29
			date 2024-13-01
			date 2024-00-01
			date 2024-04-31
			date 2024-4-1
			date 2024/04/01
			date 2024-04-01T
			date 20240401
			date-time 2024-05-06
			date-time 2024-05-06T07:08:09
			date-time '2024-05-06 07:08:09Z'
			date-time 2024-05-06T24:00:00Z
			date-time 2024-05-06T07:60:00Z
			date-time 2024-05-06T07:08:60Z
			date-time 2024-05-06T07:08:09.Z
			date-time 2024-05-06T07:08:09+0530
			date-time 2024-05-06T07:08:09ZZ
			date-time 1990-12-31T23:59:60+01:00
			time 07:08:09
			time 07:08Z
			time 7:08:09Z
			uuid 2eb8aa08aa9811eab4aa73b441d16380
			uuid 2eb8aa08-aa98-11ea-b4aa-73b441d1638g
			uuid 2eb8aa08-aa98-11ea-b4aa73b4-41d16380
			email joe
			email @example.com
			email joe@
			email .joe@example.com
			email joe.@example.com
			email jo..e@example.com
			email 'joe bloggs@example.com'
			email joe@-x.com
			email joe@[127.0.0.300]
			ipv4 1.2.3
			ipv4 1.2.3.4.5
			ipv4 256.0.0.1
			ipv4 01.2.3.4
			ipv4 1.2.3.
			ipv4 1.2.3.a
			ipv6 :
			ipv6 1:2:3:4:5:6:7
			ipv6 1:2:3:4:5:6:7:8:9
			ipv6 1::2::3
			ipv6 1:::2
			ipv6 12345::
			ipv6 ::g
			ipv6 1:2:3:4:5:6:7:
			ipv6 :1:2:3:4:5:6:7
			ipv6 1:2:3:4:5:6:7:1.2.3.4
			ipv6 ::1.2.3
			ipv6 fe80::1%eth0
			hostname -a.com
			hostname a-.com
			hostname a..b
			hostname a_b
			hostname ''
			uri /abc
			uri //foo.bar
			uri 'http://a b'
			uri http://a.b:port/
			uri http://a.b/%zz
			uri http://[::1/
			uri 1http://a
			uri \\\\WINDOWS\\file
			uri http://a/<x>
			uri-reference \\\\WINDOWS\\file
			uri-reference 'a b'
			uri-reference 1a:b
			byte QUJ
			byte QU=D
			byte Q===
			byte QU-_
			""")
	void refusesWhatHasNot(String format, String text) {
		assertThat(test(format).test(text)).isFalse();
	}

	@Test
	void refusesLabelsAndNamesOfHostsThatAreTooLong() {
		assertThat(HostFormat.isHostname("a".repeat(63))).isTrue();
		assertThat(HostFormat.isHostname("a".repeat(64))).isFalse();
		assertThat(HostFormat.isHostname("a.".repeat(127) + "a")).isFalse();
	}

	@Test
	void knowsNothingOfOtherFormats() {
		assertThat(FormatRegistry.ofText("uri-template")).isNull();
		assertThat(FormatRegistry.ofText("int32")).isNull();
		assertThat(FormatRegistry.ofNumber("float")).isNull();
		assertThat(FormatRegistry.ofNumber("date")).isNull();
	}

	private static Predicate<String> test(String format) {
		Predicate<String> test = FormatRegistry.ofText(format);
		assertThat(test).isNotNull();
		return test;
	}

}
