if (!new File(basedir, 'target/webshop-1.0.0.jar').exists()) {
	return true // The build has failed before, and that is what has to be told.
}
def maven = { Object... arguments ->
	def command = [new File(System.getProperty('maven.home'), 'bin/mvn').path, '-o', '-B', '-ntp',
		"-Dmaven.repo.local=${localRepositoryPath}",
		// Whatever repository something came from.
		"-Daether.enhancedLocalRepository.trackingFilename=none"] + arguments.toList()
	new ProcessBuilder(command*.toString()).directory(basedir).redirectErrorStream(true)
}

// The starter for tests changes no version in what the application is made of: neither where it stands behind the
// application's dependencies, nor before them.
def runtime = { file ->
	new File(basedir, "target/${file}").readLines()
		.collect { it.trim().split(' ')[0] }
		.findAll { it.endsWith(':compile') || it.endsWith(':runtime') }
		.toSorted()
}
def pom = new File(basedir, 'pom.xml').text
def dependency = (pom =~ /(?s)<dependency>\s*<groupId>io.daplug<\/groupId>\s*<artifactId>daplug-spring-boot-starter-test<.*?<\/dependency>/)[0]
def poms = [without: pom.replace(dependency, ''),
	first: pom.replace(dependency, '').replaceFirst('<dependencies>', "<dependencies>${dependency}")]
def expected = null
poms.each { name, text ->
	new File(basedir, "pom-${name}.xml").text = text
	def process = maven('-q', '-f', "pom-${name}.xml", 'org.apache.maven.plugins:maven-dependency-plugin:3.10.0:list',
		"-DoutputFile=target/dependencies-${name}.txt").start()
	def output = process.inputStream.text
	assert process.waitFor() == 0: output
	expected = expected ?: runtime('dependencies-without.txt')
	assert runtime("dependencies-${name}.txt") == expected
}
assert expected.size() > 80
assert runtime('dependencies.txt') == expected

// The application on the embedded server, by Spring Boot's own command.
def process = maven('spring-boot:test-run', '-Dspring-boot.run.arguments=--server.port=0',
	'-Dspring-boot.run.jvmArguments=-XX:TieredStopAtLevel=1').start()
def log = new File(basedir, 'target/test-run.log')
def port = null
def watch = new Timer(true)
watch.schedule({ process.descendants().forEach { it.destroyForcibly() }; process.destroyForcibly() } as TimerTask, 120_000)
log.withWriter { writer ->
	process.inputReader().eachLine { line ->
		writer.writeLine(line)
		def started = line =~ /Tomcat started on port (\d+)/
		if (started.find()) {
			port = started.group(1)
			def order = new URL("http://127.0.0.1:${port}/orders").openConnection()
			order.requestMethod = 'POST'
			order.doOutput = true
			order.setRequestProperty('Content-Type', 'application/json')
			order.outputStream.withWriter { it << '{"orderId": "t-1", "total": 3}' }
			assert order.inputStream.text.contains('"status":"NEW"')
			def shutdown = new URL("http://127.0.0.1:${port}/actuator/shutdown").openConnection()
			shutdown.requestMethod = 'POST'
			assert shutdown.inputStream.text.contains('Shutting down')
		}
	}
}
watch.cancel()
assert port != null: "The application has not started, see ${log}"
assert process.waitFor() == 0: "It has not ended well, see ${log}"
return true
